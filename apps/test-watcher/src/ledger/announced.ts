import type { Hint } from './protocol.ts';
import { isBelow } from './tree.ts';

/** What hints have named while a sweep was under way. */
export interface Announced {
  add(hints: readonly Hint[]): void;
  covers(path: string): boolean;
}

export function createAnnounced(): Announced {
  const places = new Set<string>();
  const folders = new Set<string>();
  return {
    add(hints) {
      for (const { path, kind } of hints) (kind === 'directory' ? folders : places).add(path);
    },
    covers: (path) => places.has(path) || folders.has(path) || isBelow(path, folders),
  };
}
