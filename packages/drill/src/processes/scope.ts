import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DrillError } from '../errors.ts';

const signals = ['SIGINT', 'SIGTERM'] as const;

/**
 * Gives work a folder that is gone afterwards, and a signal that ends it: with the caller's, after a time, or when this
 * process is told to end.
 */
export async function scoped<T>(
  limitMs: number | undefined,
  outer: AbortSignal | undefined,
  work: (folder: string, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  const end = (why: string) => stop.abort(new DrillError('interrupted', `the drill was ended by ${why}`));
  for (const name of signals) process.on(name, end);
  const timer = limitMs === undefined ? undefined : setTimeout(end, limitMs, `a time-out of ${limitMs / 1000} s`);
  const folder = await mkdtemp(join(tmpdir(), 'switchgear-drill-'));
  try {
    return await work(folder, AbortSignal.any([stop.signal, ...(outer === undefined ? [] : [outer])]));
  } finally {
    for (const name of signals) process.off(name, end);
    clearTimeout(timer);
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
