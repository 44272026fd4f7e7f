import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { TreeFile } from '@switchgear/worktree';
import { judge } from './judge.ts';
import { openBooks, type Posting } from './postings.ts';
import type { Findings, Hint } from './protocol.ts';
import { createTable, type Entry } from './table.ts';
import { folderOf, isBelow, nameOf, type Tree, treeMissing } from './tree.ts';

export interface SurveyOptions {
  readonly database: DatabaseSync;
  readonly tree: Tree;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** Compares the tree with the ledger, and enters what differs. */
export interface Survey {
  look(hints: readonly Hint[]): Findings;
  /** The whole tree; between two folders `pause` may let looks come in. */
  sweep(pause: () => Promise<void> | undefined): Promise<Findings>;
}

/** The queue of another thread waits while so many postings are written, about 20 ms. */
const postingsAtOnce = 4000;

export function createSurvey({ database, tree, now }: SurveyOptions): Survey {
  const table = createTable(database);
  const books = openBooks(database, table);

  /** One look or sweep, with what it has found. */
  function start() {
    const changed: string[] = [];
    let postings: Posting[] = [];
    let files = 0;

    function write(): void {
      if (postings.length === 0) return;
      const written = postings;
      postings = [];
      // A tree that goes away has not lost its files one by one.
      if (written.some(({ kind }) => kind === 'deleted')) tree.requireRoot();
      for (const path of books.post(written, now())) changed.push(path);
    }

    function compare(folder: string, name: string, known: Entry | undefined, file: TreeFile): void {
      files += 1;
      const verdict = judge(known, file, join(tree.root, file.path), now());
      if (verdict !== undefined) postings.push({ path: file.path, folder, name, ...verdict });
    }

    function compareOne(path: string, known: Entry | undefined): 'folder' | undefined {
      const found = tree.at(path);
      if (found === 'unknown') return undefined;
      const [folder, name] = [folderOf(path), nameOf(path)];
      if (typeof found === 'object') compare(folder, name, known, found);
      else if (known !== undefined) {
        postings.push({ path, folder, name, entry: undefined, kind: found === 'ignored' ? undefined : 'deleted' });
      }
      return found === 'folder' ? 'folder' : undefined;
    }

    function compareMissing(folder: string, entries: ReadonlyMap<string, Entry>): void {
      for (const [name, entry] of entries) compareOne(folder === '' ? name : `${folder}/${name}`, entry);
    }

    /** Comes to rest between two folders. */
    function* compareBelow(top: string): Generator<undefined, void> {
      write();
      const seen = new Set<string>();
      let folder: string | undefined;
      let missing = new Map<string, Entry>();
      for (const file of tree.walk(top)) {
        const parent = folderOf(file.path);
        if (parent !== folder) {
          if (folder !== undefined) compareMissing(folder, missing);
          yield;
          seen.add(parent);
          folder = parent;
          missing = table.entriesOf(parent);
        }
        const name = nameOf(file.path);
        compare(parent, name, missing.get(name), file);
        missing.delete(name);
      }
      if (folder !== undefined) compareMissing(folder, missing);
      const unseen = table.foldersIn(top).filter((known) => !seen.has(known));
      if (top === '' && files === 0 && unseen.length > 0) throw treeMissing(tree.root, 'has become empty');
      for (const known of unseen) {
        compareMissing(known, table.entriesOf(known));
        yield;
      }
    }

    return {
      compareBelow,
      compareOne: (path: string) => compareOne(path, table.entry(folderOf(path), nameOf(path))),
      write,
      isFull: () => postings.length >= postingsAtOnce,
      findings: (): Findings => ({ changed, files, version: books.version() }),
    };
  }

  return {
    look(hints) {
      const { compareOne, compareBelow, write, findings } = start();
      const folders = new Set<string>();
      for (const { path, kind } of hints) {
        if (kind === 'directory' || compareOne(path) === 'folder') folders.add(path);
      }
      for (const folder of folders) {
        if (isBelow(folder, folders)) continue;
        if (folder === '') tree.refresh();
        else compareOne(folder);
        for (const _ of compareBelow(folder));
      }
      write();
      return findings();
    },
    async sweep(pause) {
      const { compareBelow, write, isFull, findings } = start();
      tree.refresh();
      for (const _ of compareBelow('')) {
        if (isFull()) write();
        const rest = pause();
        if (rest === undefined) continue;
        // Looks that come in between find the table as it is.
        write();
        await rest;
      }
      write();
      books.completeBaseline();
      return findings();
    },
  };
}
