import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { candidatesOf, isRooted, withSlashes } from './locate.ts';

/** No source folder of ours lies deeper. */
const maxDepth = 64;

/**
 * The folders that files of classes are relative to, perhaps of another machine. Each is looked for once: a report may
 * have any number of classes.
 */
export class CoberturaSources {
  readonly #bases: readonly string[];
  /** By name of the source, where it may lie here. */
  readonly #places = new Map<string, readonly string[]>();
  /** The same of all sources. */
  readonly #all = new Set<string>();
  /** As they are named; of those that are not here, the first, which says where a file was. */
  readonly #rooted: string[] = [];

  constructor(bases: readonly string[]) {
    this.#bases = bases;
  }

  get count(): number {
    return this.#places.size;
  }

  add(reported: string): void {
    const name = withSlashes(reported);
    const here = process.platform === 'win32' ? name : withoutDrive(name);
    if (isRooted(name) && (this.#rooted.length === 0 || isFolder(here))) this.#rooted.push(here);
    const places = endsOf(name)
      .flatMap((end) => this.#bases.map((base) => resolve(base, end)))
      .filter(isFolder);
    this.#places.set(name, places);
    for (const place of places) this.#all.add(place);
  }

  /**
   * Where the file of a class may be: below a source; where the sources are of another machine, below the longest end
   * of one that exists here.
   */
  placesOf(filename: string): string[] {
    const path = withSlashes(filename);
    const places = candidatesOf(path, this.#rooted);
    if (this.count === 0) this.add('');
    if (!isRooted(path)) return places.concat(candidatesOf(path, [...this.#all]));
    for (const [name, folders] of this.#places) {
      const prefix = name.endsWith('/') ? name : `${name}/`;
      if (name !== '' && path.startsWith(prefix)) places.push(...candidatesOf(path.slice(prefix.length), folders));
    }
    return places;
  }
}

/** Of the parts of a folder's path the last ones, the longest first, down to none. */
function endsOf(name: string): string[] {
  const parts = isRooted(name) ? withoutDrive(name).split('/').slice(-maxDepth) : [name];
  return [...parts.keys(), parts.length].map((index) => parts.slice(index).join('/').replace(/^\/+/, ''));
}

function withoutDrive(path: string): string {
  return path.replace(/^[A-Za-z]:/, '');
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
