import { messageOf } from '@switchgear/service';
import type { AuditErrorType, Fault } from '../model.ts';

/** Does one part of an audit; its trouble becomes a fault, so that the others are done all the same. */
export type Attempt = <T>(type: AuditErrorType, work: () => T | Promise<T>) => Promise<T | undefined>;

export function createAttempt(faults: Fault[]): Attempt {
  return async (type, work) => {
    try {
      return await work();
    } catch (error) {
      faults.push({ type, message: messageOf(error) });
      return undefined;
    }
  };
}
