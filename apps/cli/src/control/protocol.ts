import type { ProgramStatus } from '../supervisor/status.ts';

/** What a supervisor says of itself over the control socket. */
export interface SupervisorStatus {
  readonly pid: number;
  /** starting until all programs were ready once. */
  readonly state: 'starting' | 'running' | 'stopping';
  /** Epoch milliseconds. */
  readonly started_at: number;
  readonly programs: readonly (ProgramStatus & { readonly ready: boolean })[];
  readonly effective: EffectiveSettings;
}

/** What the platform was started with and another terminal cannot know: keys and webhooks may stand in its environment. */
export interface EffectiveSettings {
  readonly providers: readonly { readonly name: string; readonly display_name: string; readonly simulated: boolean }[];
  /** Slack, as soon as one severity has a webhook. */
  readonly notifications: 'slack' | 'inbox';
}

/** GET: status; POST: the two others. */
export const routes = {
  status: '/status',
  stop: '/stop',
  restart: (program: string) => `/programs/${encodeURIComponent(program)}/restart`,
} as const;
