import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRegistry } from '@switchgear/telemetry';
import { onTestFinished, vi } from 'vitest';
import type { FinishedRun, History } from '../../history/index.ts';
import { createWatcherMetrics } from '../../metrics/metrics.ts';
import type { Change, ChangeKind, Runner, RunRequest, RunResult, Selection } from '../../model.ts';
import { openQueueFile } from '../../queue/file.ts';
import { openQueue } from '../../queue/queue.ts';
import { createWaiting } from '../../queue/waiting.ts';
import type { View } from '../../view.ts';
import { Watcher } from '../watcher.ts';

export const pass: RunResult = { status: 'pass', cases: [], errors: [], durationMs: 1, loaded: new Map() };
export const errorOf = (type: RunResult['errors'][number]['type']): RunResult => ({
  ...pass,
  status: 'error',
  errors: [{ type, message: 'no' }],
});
/** Each source is tested by the test of its name; `config` concerns everything. */
export const selectionOf = (paths: readonly string[]): Selection => ({
  chosen: paths.map((path) => ({ test: `${path}.test`, reason: `imports ${path}` })),
  unaffecting: [],
  ...(paths.includes('config') && { everything: 'config changed' }),
});

/** A watcher over a real queue, whose runner does as the test says. */
export function createHarness(
  answer: (request: RunRequest) => RunResult | Promise<RunResult> = () => pass,
  now: () => number = Date.now,
) {
  const folder = mkdtempSync(join(tmpdir(), 'watcher-'));
  const file = join(folder, 'ledger.db');
  const database = openQueueFile(file);
  const waiting = createWaiting(database);
  const queue = openQueue({ file });
  const requests: RunRequest[] = [];
  const notes: string[] = [];
  const faults: string[] = [];
  const chosen: (string | undefined)[] = [];
  const ended: RunResult['status'][] = [];
  const runner = {
    name: 'fake',
    global: [],
    testFiles: async () => [],
    dependents: async () => undefined,
    changed: vi.fn(async (_: readonly Change[]) => {}),
    run: async (request: RunRequest) => {
      requests.push(request);
      const stopped = new Promise<RunResult>((resolve) =>
        request.signal.addEventListener('abort', () => resolve({ ...pass, status: 'cancelled' })),
      );
      return await Promise.race([answer(request), stopped]);
    },
    close: async () => {},
  } satisfies Runner;
  const registry = createRegistry({ processMetrics: false });
  const view: View = {
    begin() {},
    changed() {},
    chosen: ({ everything }) => chosen.push(everything),
    caseFinished() {},
    fileFinished() {},
    output() {},
    waiting() {},
    analysis() {},
    close() {},
    finished: ({ result }) => ended.push(result.status),
    fault: ({ type, message }) => faults.push(`${type}: ${message}`),
    note: (text) => notes.push(text),
  };
  const history = {
    record: vi.fn((_: Pick<FinishedRun, 'contentOf'>) => ({
      runId: 1,
      flaky: [],
      knownFlaky: [],
      steady: [],
      fixed: [],
      broken: [],
      standing: [],
    })),
    lastFailed: () => ['cart.test'],
    failing: () => [{ file: 'cart.test', name: 'adds' }],
    broken: vi.fn((): string[] => []),
  };
  const parts = {
    select: vi.fn(async (changes: readonly Change[]) => selectionOf(changes.map(({ path }) => path))),
  };
  const watcher = new Watcher({
    ...parts,
    runner,
    queue,
    history: history as unknown as History,
    watchContents: () => ({ contentsOf: async () => () => 'the same' }),
    selectAll: async (reason) => ({ chosen: [], unaffecting: [], everything: reason }),
    commit: async () => ({}),
    view,
    metrics: createWatcherMetrics(registry),
    now,
  });
  const change = (path: string, kind: ChangeKind = 'modified', noticedAt = Date.now()) => {
    waiting.add({ path, kind, noticedAt });
    watcher.due();
  };
  onTestFinished(async () => {
    await watcher.stop();
    queue.close();
    database.close();
    rmSync(folder, { recursive: true });
  });
  return {
    parts,
    watcher,
    queue,
    change,
    requests,
    notes,
    chosen,
    faults,
    ended,
    history,
    runner,
    tested: () => requests.map(testsOf),
  };
}

export const testsOf = ({ tests }: RunRequest) => (tests === 'all' ? 'all' : tests.join(' '));
