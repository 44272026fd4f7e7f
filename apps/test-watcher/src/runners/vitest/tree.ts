import { realpathSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Paths of a tree as Vite names its modules, and as we do. */
export interface Tree {
  /** The path below the root; nothing for what lies outside or belongs to dependencies. */
  inside(path: string): readonly string[];
  absolute(path: string): string;
}

export function treeAt(root: string): Tree {
  const real = realpathSync(root);
  return {
    inside(path) {
      const file = path.startsWith('file:') ? fileURLToPath(path) : path;
      const below = relative(real, file).split(sep).join('/');
      return below === '' || below.startsWith('..') || isAbsolute(below) || below.includes('node_modules/')
        ? []
        : [below];
    },
    absolute: (path) => join(real, path).split(sep).join('/'),
  };
}
