import type { Config } from '@switchgear/config';
import type { SupervisorStatus } from '../control/protocol.ts';
import type { Fleet } from '../supervisor/fleet.ts';
import { runSession, type SessionEvent } from '../supervisor/session.ts';
import type { ProgramSpec } from '../supervisor/spec.ts';
import { interruption } from './signals.ts';

/** Whoever follows what the supervisor does. */
export interface Audience {
  event(event: SessionEvent): void;
  ready(status: SupervisorStatus): void;
  /** Default: what the configuration asks for. */
  plan?(): Promise<ProgramSpec[]>;
}

/**
 * Supervises in this process until a signal of the system, the given signal or `down` ends it.
 *
 * @throws whatever keeps the programs from starting
 */
export async function serve(config: Config, audience: Audience, signal?: AbortSignal): Promise<void> {
  let fleet: Fleet | undefined;
  const endNow = () => fleet?.kill();
  process.once('exit', endNow);
  using interrupted = interruption(endNow);
  await runSession({
    config,
    signal: signal === undefined ? interrupted.signal : AbortSignal.any([interrupted.signal, signal]),
    onEvent: (event) => audience.event(event),
    onFleet: (started) => {
      fleet = started;
    },
    onReady: (status) => audience.ready(status),
    ...(audience.plan !== undefined && { plan: audience.plan }),
  });
}
