import { SwitchgearConfigError } from '@switchgear/config';
import { StackError } from '@switchgear/stack';
import { CommanderError } from 'commander';

/** Exit statuses of the command; part of its interface. */
export const exitStatus = {
  done: 0,
  fault: 1,
  usage: 2,
  notRunning: 3,
  alreadyRunning: 4,
  interrupted: 130,
} as const;

export type CliErrorCode =
  | 'already_running'
  | 'drift'
  | 'drill_failed'
  | 'interrupted'
  | 'invalid_argument'
  | 'not_running'
  | 'port_in_use'
  | 'program_failed'
  | 'request_failed'
  | 'sandbox_off'
  | 'state_dir'
  | 'unhealthy'
  | 'unknown_program';

/** An expected fault: its message says what, where and what to do, and is all that a person gets to see. */
export class CliError extends Error {
  readonly code: CliErrorCode;
  readonly exitStatus: number;

  constructor(code: CliErrorCode, message: string, options: ErrorOptions & { exitStatus?: number } = {}) {
    super(message, options);
    this.name = 'CliError';
    this.code = code;
    this.exitStatus = options.exitStatus ?? exitStatus.fault;
  }
}

/** How an error ends the command: an expected one with its message alone, a defect with its stack. */
export function describeError(error: unknown): { message: string; status: number } {
  if (error instanceof CliError) return { message: error.message, status: error.exitStatus };
  if (error instanceof StackError || error instanceof SwitchgearConfigError) {
    return { message: error.message, status: exitStatus.fault };
  }
  if (error instanceof CommanderError) {
    // Help and complaints about the usage have been printed already.
    return { message: '', status: error.exitCode === 0 ? exitStatus.done : exitStatus.usage };
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { message: `This is a defect of Switchgear, please report it:\n${detail}`, status: exitStatus.fault };
}
