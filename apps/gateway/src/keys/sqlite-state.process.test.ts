import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createSqliteState, type StateEvent } from './sqlite-state.ts';

const script = fileURLToPath(new URL('./testing/save-forever.ts', import.meta.url));
let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'switchgear-state-'));
  file = join(folder, 'keys.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true }));

interface Line {
  saves?: number;
  event?: StateEvent;
}

/** Reads lines until one satisfies, then kills the process without warning; returns all lines. */
async function killAfter(child: ChildProcess, enough: (line: Line) => boolean): Promise<Line[]> {
  const lines: Line[] = [];
  if (child.stdout === null) throw new Error('the child has no output to read');
  for await (const text of createInterface({ input: child.stdout })) {
    const line: Line = JSON.parse(text);
    lines.push(line);
    if (enough(line)) child.kill('SIGKILL');
  }
  return lines;
}

it('a killed process leaves a sound file with everything that it had saved', async () => {
  for (const saves of [1, 90, 2500]) {
    const child = spawn(process.execPath, ['--conditions=switchgear-source', script, file]);
    const lines = await killAfter(child, (line) => line.saves === saves);
    const last = Math.max(...lines.map((line) => line.saves ?? 0));
    const events: StateEvent[] = [];
    const store = createSqliteState({ file, onEvent: (event) => events.push(event) });
    expect(events).toEqual([]);
    const trips = [...store.load('deepseek').values()].map(({ snapshot }) => snapshot.trips);
    expect(Math.max(...trips)).toBeGreaterThanOrEqual(last);
    store.close();
    rmSync(file);
  }
});

it('a full disk is reported once and stops neither the process nor its calls', async () => {
  const starved = `trap '' XFSZ; ulimit -f 400; exec "$0" "$@"`;
  const child = spawn('sh', ['-c', starved, process.execPath, '--conditions=switchgear-source', script, file]);
  let savesAtFault = 0;
  let faults = 0;
  const lines = await killAfter(child, (line) => {
    if (line.event?.kind === 'unavailable') faults += 1;
    if (faults === 0) savesAtFault = line.saves ?? savesAtFault;
    return (line.saves ?? 0) > savesAtFault + 1000;
  });
  expect(savesAtFault).toBeGreaterThan(10);
  expect(lines.filter((line) => line.event)).toEqual([
    { event: expect.objectContaining({ kind: 'unavailable', file, cause: expect.any(String) }) },
  ]);
  const events: StateEvent[] = [];
  const store = createSqliteState({ file, onEvent: (event) => events.push(event) });
  expect(store.load('deepseek').size).toBeGreaterThan(10);
  expect(events).toEqual([]);
  store.close();
});
