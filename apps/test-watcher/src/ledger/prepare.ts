import { existsSync, renameSync } from 'node:fs';
import { DatabaseError, messageOf } from '@switchgear/service';
import { openQueueFile } from '../queue/file.ts';
import { counter } from './postings.ts';
import type { LedgerFault } from './protocol.ts';

/** Makes sure that the file is whole and ours, for which an unusable one is put aside. @throws DatabaseError */
export function prepareFile(file: string, onFault: (fault: LedgerFault) => void) {
  try {
    return readCounters(file);
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.fault !== 'unusable') throw error;
    const aside = putAside(file);
    onFault({
      type: 'ledger_damaged',
      message: `${file}: ${messageOf(error.cause)}. It is now ${aside}, and everything runs anew`,
    });
    return readCounters(file);
  }
}

function readCounters(file: string): { readonly sweeps: number; readonly version: number } {
  const database = openQueueFile(file);
  try {
    return { sweeps: counter(database, 'sweeps'), version: counter(database, 'version') };
  } finally {
    database.close();
  }
}

function putAside(file: string): string {
  const aside = `${file}.damaged-${Date.now()}`;
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(file + suffix)) renameSync(file + suffix, aside + suffix);
  }
  return aside;
}
