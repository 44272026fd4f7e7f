import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../../tests/support/command.ts';
import { freePorts } from '../../../tests/support/free-ports.ts';
import { makeProject, testFiles } from './project.ts';
import { type WatchCommand, Watching } from './watching.ts';

const warmUps = 4;
const saves = 30;

/**
 * Time from a save to its first result, which names the affected test on standard output: `switchgear watch` beside
 * `vitest --watch`, each over a copy of one project. They take turns, and every other save breaks what the next mends.
 */
export async function run({ json = false }: { json?: boolean } = {}): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'switchgear-bench-state-'));
  const copies = [makeProject(), makeProject()] as const;
  const [port] = await freePorts(1);
  const config = join(folder, 'switchgear.yaml');
  writeFileSync(config, JSON.stringify({ state_dir: join(folder, 'state'), test_watcher: { port } }));
  const ours = new Watching(switchgear(config), copies[0]);
  const theirs = new Watching(vitest, copies[1]);
  try {
    await Promise.all([ours.ready(), theirs.ready()]);
    const results = new Map([ours, theirs].map((each): [Watching, number[]] => [each, []]));
    for (let save = 0; save < warmUps + saves; save++) {
      const kind = save % 2 === 0 ? 'break' : 'mend';
      for (const [watching, times] of results) {
        const tookMs = await watching.save(1 + ((save >> 1) % testFiles), kind, 1_000 + save);
        if (save >= warmUps) times.push(tookMs);
      }
    }
    return report(
      [...results].map(([{ name }, times]) => ({ name, times })),
      json,
    );
  } finally {
    await Promise.all([ours.end(), theirs.end()]);
    for (const path of [folder, ...copies]) rmSync(path, { recursive: true, force: true, maxRetries: 3 });
  }
}

function switchgear(config: string): WatchCommand {
  const bin = join(root, 'apps', 'cli', 'bin', 'switchgear.mjs');
  return {
    name: 'switchgear watch',
    command: process.execPath,
    args: [bin, 'watch', '.', '--config', config],
    waiting: 'Waiting for changes.',
  };
}

const vitest: WatchCommand = {
  name: 'vitest --watch',
  command: process.execPath,
  args: [join('node_modules', 'vitest', 'vitest.mjs'), '--watch'],
  waiting: 'for file changes...',
};

function report(subjects: readonly { name: string; times: readonly number[] }[], json: boolean): boolean {
  const rows = subjects.map(({ name, times }) => ({
    name,
    medianMs: quantile(times, 0.5),
    p90Ms: quantile(times, 0.9),
  }));
  const [ours = Number.NaN, theirs = Number.NaN] = rows.map(({ medianMs }) => medianMs);
  const value = ours / theirs;
  const verdict = { bar: 'save to first result, times vitest --watch', value, limit: 1, passed: value <= 1 };
  if (json) console.log(JSON.stringify({ verdicts: [verdict], rows }));
  else {
    console.log(`\nSave to first result, ${testFiles} test files, ${saves} saves each in turn\n`);
    for (const { name, medianMs, p90Ms } of rows) {
      console.log(`${name.padEnd(20)}median ${medianMs.toFixed(0)} ms, 90th percentile ${p90Ms.toFixed(0)} ms`);
    }
    console.log(
      `\n${verdict.passed ? 'holds ' : 'MISSED'}  ${verdict.bar}: ${value.toFixed(2)} (at most ${verdict.limit})`,
    );
  }
  return verdict.passed;
}

function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) * part)] ?? Number.NaN;
}
