import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { messageOf } from '@switchgear/service';
import { createTestWatcher } from './app.ts';
import { TestWatcherError } from './errors.ts';
import { junitOf } from './log/junit.ts';
import type { TestWatcherOptions } from './options.ts';
import { exitStatusOf } from './watcher/verdict.ts';

export interface OnceOptions extends TestWatcherOptions {
  /** Where JUnit XML is written; default nowhere. */
  readonly junit?: string | undefined;
  /** Ends it early, with status 130. */
  readonly signal: AbortSignal;
}

/**
 * Tests what has changed since the last time, and ends.
 *
 * @returns the exit status: 0 passed, 1 something failed, now or before without having passed since, 2 could not be run
 * @throws TestWatcherError `report_unwritten` and those of `begin`
 */
export async function watchOnce(options: OnceOptions): Promise<number> {
  const { view, junit, signal } = options;
  // Nothing comes after it that could be waited for.
  const quiet = { ...view, waiting() {} };
  const app = await createTestWatcher({ ...options, view: quiet, host: '127.0.0.1', port: 0 });
  const stopped = new Promise<undefined>((resolve) => signal.addEventListener('abort', () => resolve(undefined)));
  try {
    await app.begin();
    const results = await Promise.race([app.watcher.settled(), stopped]);
    if (results === undefined) return 130;
    // A tree that could not be compared is not one in which nothing has changed.
    const { ok } = await app.service.checkReadiness();
    const status = ok ? exitStatusOf(results) : 2;
    const standing = app.failing();
    if (junit !== undefined) write(junit, junitOf(results, standing));
    if (ok && results.length === 0) {
      view.note(standing.length === 0 ? 'Nothing to test.' : `Nothing to test, and ${standing.length} still failing:`);
      for (const { file, name } of standing) view.note(`${file}  ${name}`);
    }
    return status === 0 && standing.length > 0 ? 1 : status;
  } finally {
    await app.service.stop();
    view.close();
  }
}

function write(file: string, text: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  } catch (error) {
    const message = `The JUnit report cannot be written to ${file}: ${messageOf(error)}; name another file`;
    throw new TestWatcherError('report_unwritten', message, { cause: error });
  }
}
