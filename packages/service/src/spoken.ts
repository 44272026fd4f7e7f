import { inspect } from 'node:util';
import { messageOf } from './errors.ts';

/** Tells a person at a terminal the message of an error; the error itself is for whoever called. */
export function spoken(error: unknown): unknown {
  process.stderr.write(`${messageOf(error)}\n`);
  return error;
}

/** Tells a person at a terminal, who reads no log, of what nobody caught. */
export function speakCrashes(then: () => void = () => {}): void {
  for (const event of ['uncaughtException', 'unhandledRejection']) {
    process.on(event, (error) => {
      process.stderr.write(`${inspect(error)}\n`);
      then();
    });
  }
}
