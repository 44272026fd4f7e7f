import { execFile } from 'node:child_process';
import { availableParallelism } from 'node:os';

export interface TestRun {
  readonly passed: boolean;
  /** What promtool printed, without empty lines. */
  readonly output: string;
}

/** Runs `promtool test rules` on one file of tests. Rejects when promtool cannot be started, or with the signal's reason. */
export function runTests(promtool: string, file: string, signal?: AbortSignal): Promise<TestRun> {
  return new Promise((resolve, reject) => {
    // Every processor has a run of its own, and a run needs little memory.
    const env = { ...process.env, GOMAXPROCS: '1', GOGC: '400' };
    const options = { encoding: 'utf8', env, maxBuffer: 64e6, ...(signal !== undefined && { signal }) } as const;
    execFile(promtool, ['test', 'rules', file], options, (error, stdout, stderr) => {
      if (error !== null && typeof error.code !== 'number') reject(signal?.aborted === true ? signal.reason : error);
      else resolve({ passed: error === null, output: `${stdout}${stderr}`.replaceAll(/\n\s*(?=\n)/g, '') });
    });
  });
}

/** Does something with every item, as many at a time as there are processors. Results are in the order of the items. */
export async function inParallel<T, R>(items: readonly T[], run: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const queue = items.entries();
  const work = async () => {
    for (const [at, item] of queue) results[at] = await run(item);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return results;
}
