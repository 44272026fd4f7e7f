import { constants } from 'node:os';
import { messageOf } from './errors.ts';
import type { Logger } from './logger.ts';

/** The part of `process` that decides how long a program lives. */
export interface ProcessEvents {
  on(event: string, listener: (argument: unknown) => void): unknown;
  off(event: string, listener: (argument: unknown) => void): unknown;
  exit(code: number): unknown;
}

export const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export const faultEvents = ['uncaughtException', 'unhandledRejection'] as const;

/** A terminal and a supervisor often both pass on one Ctrl-C; only a signal later than this is a second one. */
const sameSignalMs = 500;

/** Listens for everything that ends a program. A second signal ends it on the spot. */
export function listenForStop(host: ProcessEvents, logger: Logger, now: () => number) {
  const { promise: asked, resolve } = Promise.withResolvers<void>();
  const listeners = new Map<string, (argument: unknown) => void>();
  let signalledAt: number | undefined;
  let isAsked = false;
  let hasFault = false;

  const ask = (fault: boolean): void => {
    isAsked = true;
    hasFault ||= fault;
    resolve();
  };
  for (const signal of signals) {
    listeners.set(signal, () => {
      if (signalledAt === undefined) {
        signalledAt = now();
        logger.info({ signal }, `stopping on ${signal}; a second signal ends the process at once`);
        ask(false);
      } else if (now() - signalledAt >= sameSignalMs) {
        logger.warn({ signal }, 'second signal: ending at once');
        host.exit(128 + constants.signals[signal]);
      }
    });
  }
  for (const event of faultEvents) {
    listeners.set(event, (error) => {
      logger.fatal({ err: error, event }, `stopping after a fault: ${messageOf(error)}`);
      ask(true);
    });
  }
  listeners.set('disconnect', () => {
    logger.info('stopping because the parent process is gone');
    ask(false);
  });

  for (const [event, listener] of listeners) host.on(event, listener);
  return {
    /** Resolves when the program has to stop. Never rejects. */
    asked,
    get isAsked() {
      return isAsked;
    },
    /** Whether anything was thrown that nobody caught, also while stopping. */
    get hasFault() {
      return hasFault;
    },
    release: () => {
      for (const [event, listener] of listeners) host.off(event, listener);
    },
  };
}
