import { messageOf } from '@switchgear/service';
import { AuditError } from '../errors.ts';
import type { AuditErrorType, Fault } from '../model.ts';

export interface PollOptions {
  /** Milliseconds until the next look, asked after each. */
  readonly pauseMs: () => number;
  /** Must leave nothing half done when it throws: it is tried again. */
  readonly look: () => void | Promise<void>;
  /** What a failed look counts as, unless its error says so itself. */
  readonly type: AuditErrorType;
  /** Once for each change of what is wrong. */
  readonly onFault: (fault: Fault) => void;
}

export interface Poll {
  start(): void;
  /** Looks once from beginning to end, after the look that may be under way. Never rejects. */
  look(): Promise<void>;
  /** Resolves when nothing is under way any more. */
  stop(): Promise<void>;
}

/** Looks again and again, with a pause between and never twice at once. */
export function createPoll({ pauseMs, look, type, onFault }: PollOptions): Poll {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let lastFault: string | undefined;
  let current: Promise<void> = Promise.resolve();

  const attempt = async (): Promise<void> => {
    if (isStopped) return;
    try {
      await look();
      lastFault = undefined;
    } catch (error) {
      const fault = faultOf(error, type);
      if (fault.message !== lastFault) onFault(fault);
      lastFault = fault.message;
    }
  };
  const lookOnce = (): Promise<void> => {
    current = current.then(attempt);
    return current;
  };
  const turn = async (): Promise<void> => {
    await lookOnce();
    if (!isStopped) timer = setTimeout(turn, pauseMs());
  };
  return {
    start: () => void turn(),
    look: lookOnce,
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await current;
    },
  };
}

/** What was thrown, as something that can stand in a report. */
export function faultOf(error: unknown, type: AuditErrorType): Fault {
  const message = messageOf(error);
  return { type: error instanceof AuditError ? error.code : type, message };
}
