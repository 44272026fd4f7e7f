import type { Sourced, TestFacts } from '../model.ts';

const timeoutMs = 3000;

/** Tests that are named at most, of each kind. */
const mostTests = 20;

interface Answer {
  /** The tree that it watches. */
  readonly root: string;
  readonly tests: readonly {
    readonly file: string;
    readonly name: string;
    readonly runs: number;
    readonly failures: number;
    readonly p50_ms?: number;
  }[];
  readonly flaky: readonly { readonly file: string; readonly name: string; readonly reason: string }[];
}

/** What TestWatcher knows of the tests of a tree; undefined where it watches none or another, which is no fault of an audit. */
export async function askTestWatcher(url: string, root: string): Promise<Sourced<TestFacts> | undefined> {
  const response = await fetch(`${url}/api/v1/tests`, { signal: AbortSignal.timeout(timeoutMs) }).catch(
    () => undefined,
  );
  if (response?.ok !== true) return undefined;
  const { root: watched, tests, flaky } = (await response.json()) as Answer;
  if (watched !== root) return undefined;
  const timed = tests.flatMap(({ file, name, p50_ms: durationMs }) =>
    durationMs === undefined ? [] : [{ file, name, durationMs }],
  );
  return {
    source: 'TestWatcher, median of its last runs',
    value: {
      slowest: timed.sort((a, b) => b.durationMs - a.durationMs).slice(0, mostTests),
      flaky: flaky.slice(0, mostTests).map(({ file, name, reason }) => ({ file, name, detail: reason })),
    },
  };
}
