import { findRepository, type Repository } from '../git/repository.ts';

/** The repository of a folder that has one. */
export async function open(path: string): Promise<Repository> {
  const repository = await findRepository(path);
  if (!repository) throw new Error(`${path} is in no repository`);
  return repository;
}
