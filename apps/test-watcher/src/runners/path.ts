import { isAbsolute, relative, resolve, sep } from 'node:path';

/** The path below the root, with forward slashes; as it is for what lies outside. */
export function pathIn(root: string, file: string): string {
  const below = relative(root, resolve(root, file)).split(sep).join('/');
  return below === '' || below.startsWith('..') || isAbsolute(below) ? file : below;
}
