import type { Limits, Output, ProcessEnd } from '@switchgear/service';
import type { RunError } from '../model.ts';

export function timedOut({ timeoutMs }: Limits): RunError {
  return {
    type: 'timeout',
    message: `The tests ran longer than ${timeoutMs / 1_000} s and were ended with all processes they had started. Look for a test that hangs, or allow more time.`,
  };
}

export function printedTooMuch({ outputLimit }: Limits): RunError {
  return {
    type: 'output_limit',
    message: `The tests printed more than ${outputLimit} characters and were ended. Look for a test that prints in a loop, or allow more output.`,
  };
}

/** The fault for which we ended a run; undefined where it ended by itself or was cancelled. */
export function limitFault({ how }: ProcessEnd, limits: Limits): RunError | undefined {
  if (how === 'timeout') return timedOut(limits);
  return how === 'output_limit' ? printedTooMuch(limits) : undefined;
}

export function runnerDied(who: string, how: string, output: Output): RunError {
  return { type: 'runner_died', message: withOutput(`${who} ended in the middle of the run (${how}).`, output) };
}

/** It says that something failed, and its report does not. */
export function failedWithoutCase(who: string, end: ProcessEnd): RunError {
  const message = `${who} ended with ${describeEnd(end)} although no case of its report failed.`;
  return { type: 'suite_error', message: withOutput(message, end.output) };
}

export function describeEnd(end: { readonly status: number | null; readonly signal: NodeJS.Signals | null }): string {
  return end.signal === null ? `exit status ${end.status}` : `signal ${end.signal}`;
}

/** A message with what was printed last. */
export function withOutput(message: string, output: Output): string {
  const lines = output.lastLines();
  return lines === '' ? message : `${message}\n${lines}`;
}
