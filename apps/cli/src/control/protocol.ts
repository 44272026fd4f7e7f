import type { ProgramStatus } from '../supervisor/status.ts';

/** What a supervisor says of itself over the control socket. */
export interface SupervisorStatus {
  readonly pid: number;
  /** starting until all programs were ready once. */
  readonly state: 'starting' | 'running' | 'stopping';
  /** Epoch milliseconds. */
  readonly started_at: number;
  readonly programs: readonly (ProgramStatus & { readonly ready: boolean })[];
}

/** GET: status; POST: the two others. */
export const routes = {
  status: '/status',
  stop: '/stop',
  restart: (program: string) => `/programs/${encodeURIComponent(program)}/restart`,
} as const;
