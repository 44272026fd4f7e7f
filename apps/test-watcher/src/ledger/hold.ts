import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { DatabaseError, guardDatabase, openDatabase } from '@switchgear/service';
import { TestWatcherError } from '../errors.ts';
import { realRoot } from './tree.ts';

/** A tree that no other watcher on this machine may take; the death of the process lets go of it. */
export interface TreeHold {
  /** Tells whoever is turned away where this watcher can be reached. */
  announce(address: string): void;
  release(): void;
}

/**
 * Takes a tree for this process, whichever way leads to it and wherever its states are kept.
 *
 * @param folder where the holds of this machine lie
 * @throws TestWatcherError `tree_held`; DatabaseError; WorktreeError `tree_missing`
 */
export function holdTree(root: string, folder = holdsFolder()): TreeHold {
  const tree = realRoot(root);
  const base = join(folder, `tree-${createHash('sha256').update(tree).digest('hex').slice(0, 32)}`);
  const note = `${base}.json`;
  const lock = lockFile(`${base}.lock`, () => heldMessage(tree, note));
  const write = (address?: string) => writeFileSync(note, JSON.stringify({ pid: process.pid, tree, address }));
  write();
  return {
    announce: write,
    release() {
      rmSync(note, { force: true });
      lock.close();
    },
  };
}

const glanceMs = 1000;

export interface Waiting {
  /** Ends the waiting: then it rejects. */
  readonly signal: AbortSignal;
  /** Told once of each watcher that has the tree. */
  onHeld(message: string): void;
}

/** Takes a tree as soon as no other watcher has it. */
export async function awaitTree(root: string, { signal, onHeld }: Waiting, folder = holdsFolder()): Promise<TreeHold> {
  for (let told = ''; ; await delay(glanceMs, undefined, { signal })) {
    try {
      return holdTree(root, folder);
    } catch (error) {
      if (!(error instanceof TestWatcherError) || error.code !== 'tree_held') throw error;
      if (error.message !== told) onHeld(error.message);
      told = error.message;
    }
  }
}

/** SQLite's exclusive lock is one that the system lets go of with the process, on every system. */
function lockFile(file: string, held: () => string) {
  try {
    return guardDatabase(file, () =>
      openDatabase({ file, applicationId: 0x53474844, schemaVersion: 1, schema: '', exclusive: true }),
    );
  } catch (error) {
    if (error instanceof DatabaseError && error.fault === 'in_use') {
      throw new TestWatcherError('tree_held', held(), { cause: error });
    }
    throw error;
  }
}

function heldMessage(tree: string, note: string): string {
  const { pid, address } = readNote(note);
  const where = address === undefined ? '' : ` at ${address}`;
  const remedy =
    pid === undefined
      ? 'stop it first'
      : `look there, or stop it with: kill ${pid} (npm start brings its own back: give it another test_watcher.path)`;
  return `${tree} is already watched by ${pid === undefined ? 'another process' : `process ${pid}`}${where}; ${remedy}`;
}

function readNote(note: string): { readonly pid?: number; readonly address?: string } {
  try {
    return JSON.parse(readFileSync(note, 'utf8'));
  } catch {
    // It is being written this moment: the other watcher has only just started.
    return {};
  }
}

/** One per person, which nobody else can have put there. */
function holdsFolder(): string {
  const { uid, username } = userInfo();
  const folder = join(tmpdir(), `switchgear-${uid < 0 ? username : uid}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const stat = lstatSync(folder);
  if (stat.isDirectory() && (uid < 0 || stat.uid === uid)) return folder;
  throw new TestWatcherError('tree_held', `${folder} belongs to somebody else; remove it`);
}
