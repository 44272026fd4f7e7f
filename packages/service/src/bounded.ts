import { ServiceError } from './errors.ts';

/** Work that can be told to stop. */
export type BoundedWork<T> = (signal: AbortSignal) => T | Promise<T>;

/**
 * Waits for `work` for at most `timeoutMs`. At the time-out its signal is aborted and the wait ends, whether or not the
 * work listens.
 *
 * @throws ServiceError `timeout`, or whatever the work throws
 */
export async function bounded<T>(what: string, timeoutMs: number, work: BoundedWork<T>): Promise<T> {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const expiry = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const error = new ServiceError('timeout', `${what} took longer than ${timeoutMs} ms`);
      controller.abort(error);
      reject(error);
    }, timeoutMs);
  });
  try {
    return await Promise.race([work(controller.signal), expiry]);
  } finally {
    clearTimeout(timer);
  }
}
