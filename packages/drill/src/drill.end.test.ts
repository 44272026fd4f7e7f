import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { type Binaries, findBinaries } from '@switchgear/stack';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { runDrill } from './drill.ts';
import { startConsole } from './testing/console.ts';
import { cool, hot, type OvenRule, ovenRules } from './testing/oven.ts';

let folder: string;
let binaries: Binaries;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'switchgear-test-'));
  vi.stubEnv('TMPDIR', folder);
  onTestFinished(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });
  binaries = await findBinaries();
});

async function drill(signal?: AbortSignal, ...rules: OvenRule[]): Promise<unknown> {
  const links = await startConsole();
  const ours = ovenRules(links, [{ alert: 'Hot' }, ...rules]);
  return runDrill({ links, binaries, ours, worlds: [cool, hot(['Hot'])], ...(signal && { signal }) });
}

/** Names of the programs whose command line names our folder. */
function running(): string[] {
  const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return ids.flatMap((id) => {
    try {
      const line = readFileSync(`/proc/${id}/cmdline`, 'utf8');
      return line.includes(folder) ? [basename(line.split('\0')[0] ?? '')] : [];
    } catch {
      // It has just ended.
      return [];
    }
  });
}

const isRunning = (program: string) =>
  vi.waitFor(() => expect(running()).toContain(basename(program)), { timeout: 60_000, interval: 10 });

test.each(['promtool', 'prometheus', 'alertmanager'] as const)(
  'a drill that is ended while %s runs leaves no process and no folder',
  async (program) => {
    const controller = new AbortController();
    const ended = expect(drill(controller.signal)).rejects.toThrow('that will do');
    await isRunning(binaries[program]);
    controller.abort(new Error('that will do'));
    await ended;
    expect(running()).toEqual([]);
    expect(readdirSync(folder)).toEqual([]);
  },
  90_000,
);

test('a program that is told to end by SIGINT leaves no process and no folder', async () => {
  const script = join(import.meta.dirname, 'testing', 'run-oven.ts');
  const program = spawn(process.execPath, ['--conditions=switchgear-source', script], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  program.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const closed = once(program, 'close');
  await isRunning(binaries.alertmanager);
  program.kill('SIGINT');
  await closed;
  expect(errors).toContain('DrillError: the drill was ended by SIGINT');
  expect(running()).toEqual([]);
  expect(readdirSync(folder)).toEqual([]);
}, 90_000);

test('a Prometheus that does not start is quoted, with the rule that it does not like', async () => {
  const started = drill(undefined, { alert: 'Unreadable', expr: 'temperature >' });
  await expect(started).rejects.toThrow(
    /^Prometheus did not start; its last lines:\n.*Unreadable\\": could not parse/s,
  );
  expect(running()).toEqual([]);
  expect(readdirSync(folder)).toEqual([]);
}, 90_000);

test.each(['promtool', 'prometheus', 'alertmanager'] as const)(
  '%s that is not there is named',
  async (program) => {
    binaries = { ...binaries, [program]: `/nowhere/${program}` };
    await expect(drill()).rejects.toThrow(`spawn /nowhere/${program} ENOENT`);
    expect(readdirSync(folder)).toEqual([]);
  },
  90_000,
);

test('an alert that no world makes fire cannot be waited for', async () => {
  const links = await startConsole();
  await expect(runDrill({ links, binaries, realTime: 'Unknown' })).rejects.toThrow(
    'no world of the drill makes "Unknown" fire',
  );
});
