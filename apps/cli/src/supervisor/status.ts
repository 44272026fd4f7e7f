/** waiting: for a program it needs; resting: ended and soon started again. */
export type ProgramState = 'waiting' | 'starting' | 'ready' | 'resting' | 'stopping' | 'stopped';

/** What is known of a program, as the control socket and `status --json` show it. */
export interface ProgramStatus {
  readonly name: string;
  readonly state: ProgramState;
  readonly pid?: number;
  readonly uptime_seconds?: number;
  /** Starts after the first one, whatever caused them. */
  readonly restarts: number;
  readonly url?: string;
  /** How the last run ended, when it has. */
  readonly last_exit?: string;
}
