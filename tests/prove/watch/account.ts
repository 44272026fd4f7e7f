import { hash } from 'node:crypto';
import { globSync, lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../../support/eventually.ts';
import type { WatchScene } from './scene.ts';

/** What is lost, by path. */
export interface Losses {
  /** The ledger does not have them as they are on disk, or has them though they are gone. */
  readonly ledger: readonly string[];
  /** Test files that no completed run has read as they are. */
  readonly runs: readonly string[];
  /** They wait, or their run has not ended. */
  readonly unfinished: readonly string[];
  /** Test files that have gone, and still count as tested. */
  readonly stale: readonly string[];
}

/** Compares what TestWatcher knows with the tree. */
export function lossesOf(scene: WatchScene): Losses {
  const files = globSync('**/*.js', { cwd: scene.tree });
  const tests = new Set(files.filter((path) => path.endsWith('.test.js')));
  const seen = seenBy(scene);
  return {
    ledger: differing(new Map(files.map((path) => [path, stampOf(join(scene.tree, path))])), ledgerOf(scene)),
    runs: [...tests].filter((path) => seen.get(path) !== hash('sha1', readFileSync(join(scene.tree, path)))),
    unfinished: select(scene, 'ledger.db', 'SELECT path AS key FROM changes').map(([path]) => path),
    stale: [...seen.keys()].filter((path) => !tests.has(path)),
  };
}

/** What is still lost after as long as it may take, normally nothing. */
export async function lossesAfter(scene: WatchScene, withinMs: number): Promise<Losses> {
  await eventually(
    () => {
      if (count(lossesOf(scene)) > 0) throw new Error('something is missing so far');
    },
    { withinMs, everyMs: 250 },
  ).catch(() => {});
  return lossesOf(scene);
}

export function count({ ledger, runs, unfinished }: Losses): number {
  return new Set([...ledger, ...runs, ...unfinished]).size;
}

/** In the words of a measurement. */
export function describe(losses: Losses, of: string): string {
  const { ledger, runs, unfinished } = losses;
  const parts = [
    `${ledger.length} wrong in the ledger`,
    `${runs.length} without a run`,
    `${unfinished.length} waiting`,
  ];
  const [example] = [...runs, ...ledger, ...unfinished];
  return `${count(losses)} lost of ${of}${example === undefined ? '' : ` (${parts.join(', ')}; ${example})`}`;
}

function ledgerOf(scene: WatchScene): Map<string, string> {
  const query = `SELECT iif(folder = '', name, folder || '/' || name) AS key, stamp AS value FROM files WHERE name LIKE '%.js'`;
  return new Map(select(scene, 'ledger.db', query));
}

/** By test file, the digest that the last completed run of it has read. */
function seenBy(scene: WatchScene): Map<string, string> {
  const query = 'SELECT file AS key, name AS value FROM cases JOIN tests ON tests.id = cases.test WHERE is_gone = 0';
  return new Map(select(scene, 'history.db', query));
}

function select(scene: WatchScene, file: 'ledger.db' | 'history.db', query: string): [string, string][] {
  const database = scene.open(file);
  try {
    return database
      .prepare(query)
      .all()
      .map(({ key, value }) => [String(key), String(value)]);
  } finally {
    database.close();
  }
}

function stampOf(file: string): string {
  const stat = lstatSync(file, { bigint: true });
  return `${stat.size} ${stat.mtimeNs} ${stat.ctimeNs} ${stat.ino}`;
}

function differing(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): string[] {
  return [...new Set([...one.keys(), ...other.keys()])].filter((path) => one.get(path) !== other.get(path));
}
