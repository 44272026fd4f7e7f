import { root, run } from '../support/command.ts';
import type { Measurement, Step } from './step.ts';

/** The bars in the words of each benchmark: of the breaker in its own units, of the gateway beside the bare proxy. */
interface Report {
  readonly verdicts?: readonly { bar: string; value: number; limit: number; passed: boolean }[];
  readonly bars?: readonly { bar: string; value: number; most: number; holds: boolean }[];
}

/** Ours beside their peers, as `npm run bench` measures them. */
export const benchStep: Step = {
  name: 'bench',
  about: 'breaker, gateway, console and watcher beside their peers, in one run',
  async run({ log }) {
    const measurements: Measurement[] = [];
    for (const suite of ['breaker', 'gateway', 'console', 'watcher']) {
      const { stdout, stderr } = await run('npm', ['run', '--silent', 'bench', '--', suite, '--json'], {
        cwd: root,
        timeoutMs: 600_000,
      });
      if (stderr !== '') log(stderr.slice(-2_000));
      measurements.push(...measurementsOf(suite, JSON.parse(stdout) as Report));
    }
    return measurements;
  },
};

function measurementsOf(suite: string, { verdicts = [], bars = [] }: Report): Measurement[] {
  const all = [
    ...verdicts.map(({ bar, value, limit, passed }) => ({ bar, value, limit, holds: passed })),
    ...bars.map(({ bar, value, most, holds }) => ({
      bar: `${bar}, times the bare proxy's`,
      value,
      limit: most,
      holds,
    })),
  ];
  if (all.length === 0) throw new Error(`npm run bench -- ${suite} --json tells of no bar`);
  return all.map(({ bar, value, limit, holds }) => ({
    promise: `${suite}: ${bar}`,
    bar: `≤ ${rounded(limit)}`,
    measured: rounded(value),
    holds,
  }));
}

function rounded(value: number): string {
  return value.toLocaleString('en-GB', { maximumFractionDigits: 2 });
}
