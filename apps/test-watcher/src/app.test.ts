import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createLogger } from '@switchgear/service';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createTestWatcher, type TestWatcher } from './app.ts';
import { type OnceOptions, watchOnce } from './once.ts';
import type { TestWatcherOptions } from './options.ts';
import type { View } from './view.ts';

/** Writes one case per file, which fails where the file says so. */
const command = `
  import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
  const [report, ...chosen] = process.argv.slice(2);
  const tests = chosen.length > 0 ? chosen : readdirSync('.');
  while (tests.some((file) => readFileSync(file, 'utf8') === 'hang') && !existsSync('../go')) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const cases = tests.map((file) => {
    const outcome = readFileSync(file, 'utf8') !== 'pass' ? '<failure message="wrong"/>' : '';
    return '<testcase name="works" file="' + file + '">' + outcome + '</testcase>';
  });
  writeFileSync(report, '<testsuites><testsuite name="all">' + cases.join('') + '</testsuite></testsuites>');
`;

function project() {
  const folder = mkdtempSync(join(tmpdir(), 'switchgear-app-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const root = join(folder, 'tree');
  mkdirSync(root);
  const script = join(folder, 'run.mjs');
  writeFileSync(script, command);
  const notes: string[] = [];
  const faults: string[] = [];
  const silent = () => {};
  const view: View = {
    ...{ begin: silent, changed: silent, chosen: silent, caseFinished: silent, fileFinished: silent, output: silent },
    ...{ finished: silent, waiting: silent, analysis: silent, close: silent },
    fault: ({ type, message }) => faults.push(`${type}: ${message}`),
    note: (text) => notes.push(text),
  };
  const options: TestWatcherOptions = {
    root,
    stateDir: join(folder, 'state'),
    host: '127.0.0.1',
    port: 0,
    runner: {
      kind: 'command',
      root,
      ignores: [],
      command: [process.execPath, script, '{report}', '{tests}'],
      testFiles: ['*.test'],
      timeoutMs: 60_000,
      outputLimit: 100_000,
    },
    ignore: [],
    rules: { declared: [] },
    sweepMs: 60_000,
    view,
    logger: createLogger({ name: 'test', level: 'silent' }),
  };
  const once = (more: Partial<OnceOptions> = {}) =>
    watchOnce({ ...options, signal: new AbortController().signal, ...more });
  return {
    folder,
    options,
    notes,
    faults,
    once,
    write: (name: string, text: string) => writeFileSync(join(root, name), text),
  };
}

test('a report of a run without tests still has what fails since an earlier one', async () => {
  const { folder, options, notes, once, write } = project();
  const junit = join(folder, 'reports', 'junit.xml');
  write('a.test', 'fail');
  write('b.test', 'pass');
  expect(await once()).toBe(1);
  expect(await once({ junit })).toBe(1);
  expect(notes.slice(-2)).toEqual(['Nothing to test, and 1 still failing:', 'a.test  all > works']);
  expect(readFileSync(junit, 'utf8')).toMatch(/tests="1" failures="1"[\s\S]*works"[\s\S]*has not passed since/);
  write('a.test', 'pass');
  expect(await once({ junit })).toBe(0);
  expect(readFileSync(junit, 'utf8')).toContain('tests="1" failures="0"');
  // Nor in silence where it cannot be written.
  await expect(once({ junit: options.root })).rejects.toMatchObject({
    code: 'report_unwritten',
    message: expect.stringMatching(`cannot be written to ${options.root}: EISDIR.*; name another file`),
  });
});

/** A watcher that has begun, and what it was told to test. */
async function begun(options: TestWatcherOptions, chosen: string[] = []) {
  const view: View = {
    ...options.view,
    chosen: ({ everything, chosen: tests }) => chosen.push(everything ?? tests.map(({ test }) => test).join(' ')),
  };
  const app = await createTestWatcher({ ...options, view });
  onTestFinished(async () => void (await app.service.stop()));
  await app.service.start();
  await app.begin();
  return app;
}

test('its metrics tell whether any test is known to fail, from the start on', async () => {
  const { options, write } = project();
  write('a.test', 'fail');
  write('b.test', 'pass');
  const read = async ({ service }: TestWatcher, path: string) => (await service.app.inject(path)).body;
  const passing = async (app: TestWatcher) => /^test_watcher_is_passing (\d)/m.exec(await read(app, '/metrics'))?.[1];
  const first = await begun(options);
  await first.watcher.settled();
  expect(await passing(first)).toBe('0');
  write('c.test', 'pass');
  await vi.waitFor(async () => expect(JSON.parse(await read(first, '/api/v1/runs')).runs).toHaveLength(2), 10_000);
  expect(await passing(first)).toBe('0');
  await first.service.stop();
  const second = await begun(options);
  expect(await passing(second)).toBe('0');
  write('a.test', 'pass');
  await vi.waitFor(async () => expect(await passing(second)).toBe('1'), 10_000);
});

test('a test that goes and comes back while tests run is run', async () => {
  const { folder, options, write } = project();
  write('a.test', 'pass');
  write('b.test', 'pass');
  const chosen: string[] = [];
  const { watcher, failing } = await begun(options, chosen);
  await watcher.settled();
  rmSync(join(options.root, 'b.test'));
  write('a.test', 'hang');
  await vi.waitFor(() => expect(chosen).toHaveLength(2), 5000);
  write('b.test', 'fail');
  await vi.waitFor(() => expect(chosen.length).toBeGreaterThan(2), 5000);
  write('a.test', 'pass');
  writeFileSync(join(folder, 'go'), '');
  await vi.waitFor(() => expect(failing()).toMatchObject([{ file: 'b.test' }]), 5000);
});

test('a first run is owed until it has come to its end, whatever else has run', async () => {
  const { folder, options, once, write } = project();
  write('a.test', 'hang');
  write('b.test', 'pass');
  const chosen: string[] = [];
  const { service } = await begun(options, chosen);
  write('c.test', 'pass');
  await vi.waitFor(() => expect(chosen.slice(-2)).toEqual([expect.stringContaining('c.test'), 'the first run']), 5000);
  await service.stop();
  writeFileSync(join(folder, 'go'), '');
  expect(await once()).toBe(1);
});

test('a tree that cannot be compared is not one without changes', async () => {
  const { folder, options, faults, notes, once, write } = project();
  write('a.test', 'pass');
  expect(await once()).toBe(0);
  renameSync(join(options.root, 'a.test'), join(folder, 'a.test'));
  expect(await once()).toBe(2);
  expect([faults, notes]).toEqual([[expect.stringContaining('tree_missing')], []]);
});

test('a watcher whose ledger cannot be written is not ready until it can', async () => {
  const { options, faults, write } = project();
  write('a.test', 'pass');
  const chosen: string[] = [];
  const { service, watcher } = await begun(options, chosen);
  await watcher.settled();
  const ledger = new DatabaseSync(join(options.stateDir, 'ledger.db'));
  onTestFinished(() => ledger.close());
  ledger.exec(`CREATE TRIGGER refused BEFORE INSERT ON changes BEGIN SELECT RAISE(ABORT, 'refused'); END`);
  write('b.test', 'pass');
  const isReady = async () => (await service.checkReadiness()).ok;
  await vi.waitFor(async () => expect(await isReady()).toBe(false), 10_000);
  expect(faults).toEqual([expect.stringContaining('ledger_failed')]);
  ledger.exec('DROP TRIGGER refused');
  await vi.waitFor(() => expect(chosen).toContain('b.test'), 10_000);
  expect(await isReady()).toBe(true);
});

test('a machine without git has its tests run all the same, and says so', async () => {
  const { faults, once, write } = project();
  vi.stubEnv('PATH', '');
  onTestFinished(() => void vi.unstubAllEnvs());
  write('a.test', 'pass');
  expect(await once()).toBe(0);
  expect(faults).toEqual([expect.stringContaining('configuration: goes on without git: There is no git')]);
});

test('a watcher that waits for another one on its tree says so, and takes over when that one ends', async () => {
  const { options, faults, write } = project();
  write('a.test', 'pass');
  const first = await createTestWatcher(options);
  await first.service.start();
  await first.begin();
  await first.watcher.settled();
  await expect(createTestWatcher(options)).rejects.toMatchObject({ code: 'tree_held' });

  const second = await createTestWatcher({ ...options, waitsForTree: true });
  onTestFinished(async () => void (await second.service.stop()));
  const { url } = await second.service.start();
  const begun = second.begin();
  await vi.waitFor(() => expect(faults).toHaveLength(1));
  expect(faults[0]).toMatch(`tree_held: waiting: ${options.root} is already watched by process ${process.pid} at `);
  const ask = async (path: string) => {
    const response = await fetch(url + path);
    return { status: response.status, text: await response.text() };
  };
  expect(await ask('/health')).toMatchObject({ status: 200 });
  expect(await ask('/ready')).toMatchObject({
    status: 503,
    text: expect.stringContaining(`by process ${process.pid}`),
  });
  expect((await ask('/metrics')).text).toContain('test_watcher_is_running 1');

  const third = await createTestWatcher({ ...options, waitsForTree: true });
  const ended = expect(third.begin()).rejects.toThrow('aborted');
  await third.service.stop();
  await ended;

  await first.service.stop();
  await begun;
  expect(await ask('/ready')).toMatchObject({ status: 200 });
  expect(faults).toHaveLength(2);
});
