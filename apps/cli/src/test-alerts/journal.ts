import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PostedAlert } from '../clients/alertmanager.ts';
import type { FaultSettings } from '../clients/sandbox.ts';
import { CliError } from '../errors.ts';

/** What tests have changed and nobody has undone. */
export interface Journal {
  /** Keys that were made to fail. */
  readonly faults: Readonly<Record<string, FaultSettings>>;
  readonly pretended: readonly PostedAlert[];
}

/** @throws CliError state_dir when there is a journal that cannot be read */
export function readJournal(stateDir: string): Journal {
  const file = fileIn(stateDir);
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Journal;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return { faults: {}, pretended: [] };
    const reason = (cause as Error).message;
    const remedy =
      'Undo what it may have held, and remove it: npx switchgear fault clear, npx switchgear breakers reset';
    throw new CliError('state_dir', `${file} cannot be read (${reason}). ${remedy}`, { cause });
  }
}

/** Written whole or not at all, before anything is changed: whatever ends this process, it can be undone. */
export function noteDown(stateDir: string, changes: Partial<Journal>): void {
  const journal = { ...readJournal(stateDir), ...changes };
  const file = fileIn(stateDir);
  if (changesIn(journal).length === 0) {
    rmSync(file, { force: true });
    return;
  }
  const draft = `${file}.${process.pid}.tmp`;
  writeFileSync(draft, `${JSON.stringify(journal, null, 2)}\n`);
  renameSync(draft, file);
}

/** A line for each thing that is left to undo. */
export function changesIn({ faults, pretended }: Journal): string[] {
  return [
    ...Object.entries(faults).map(([key, fault]) => `${key} fails with ${String(fault['kind'])}`),
    ...pretended.map(({ labels }) => `${labels['alertname']} is pretended`),
  ];
}

function fileIn(stateDir: string): string {
  return join(stateDir, 'test-alerts.json');
}
