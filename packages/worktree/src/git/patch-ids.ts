import { cutOffAt, type Repository } from './repository.ts';
import { runGit, streamGit } from './run.ts';

/** Commits can hold whole vendored projects. */
const timeoutMs = 300_000;

/** Git's stable patch ids by commit; merges and empty commits have none. */
export async function patchIds(
  repository: Repository,
  commits: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  // Without its parent a commit seems to add everything there is.
  const cutOff = cutOffAt(repository.commonDir);
  const whole = commits.filter((id) => !cutOff.has(id));
  if (whole.length === 0) return new Map();
  const args = ['diff-tree', '--stdin', '--patch', '--root', '--full-index', '--no-ext-diff', '--no-textconv'];
  const patches = streamGit(repository.root, args, { input: whole.map((id) => `${id}\n`), timeoutMs });
  const listed = await runGit(repository.root, ['patch-id', '--stable'], { input: patches, timeoutMs });
  const pairs = listed.toString().trimEnd().split('\n');
  return new Map(
    pairs.map((pair) => {
      const [patchId = '', commit = ''] = pair.split(' ');
      return [commit, patchId];
    }),
  );
}
