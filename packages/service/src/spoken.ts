import { messageOf } from './errors.ts';

/** Tells a person at a terminal the message of an error; the error itself is for whoever called. */
export function spoken(error: unknown): unknown {
  process.stderr.write(`${messageOf(error)}\n`);
  return error;
}
