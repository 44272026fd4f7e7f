import { type Logger, messageOf } from '@switchgear/service';
import type { Gathering } from '../intake/gathering.ts';
import { createGathering } from '../intake/gathering.ts';
import type { Intake } from '../intake/intake.ts';
import type { Fault, Reason } from '../model.ts';
import type { Audited } from './auditor.ts';

/** After an audit that could not be kept, in milliseconds. */
const retryMs = 30_000;

export interface AgentOptions {
  readonly intake: Intake;
  /** Leaves out those that an audit is kept of, and tells the intake. */
  readonly withoutKept: (reasons: readonly Reason[]) => readonly Reason[];
  /** Does an audit and keeps it; undefined where the signal ended it. */
  readonly carryOut: (reasons: readonly Reason[], signal: AbortSignal) => Promise<Audited | undefined>;
  readonly logger: Logger;
  readonly onFault: (fault: Fault) => void;
  readonly onAuditing?: (reasons: readonly Reason[]) => void;
  readonly onAudited?: (audited: Audited) => void;
}

/** Makes one audit at a time of whatever reasons wait. */
export class Agent {
  readonly #options: AgentOptions;
  readonly #gathering: Gathering;
  readonly #stopping = new AbortController();
  #current: Promise<void> | undefined;
  /** Taken, and not kept so far. */
  #held: readonly Reason[] = [];
  #isWanted = false;
  #retry: NodeJS.Timeout | undefined;
  #stopListening = () => {};

  constructor(options: AgentOptions) {
    this.#options = options;
    this.#gathering = createGathering({ onReady: () => this.#audit() });
  }

  get isAuditing(): boolean {
    return this.#current !== undefined;
  }

  start(): void {
    const { intake } = this.#options;
    this.#stopListening = intake.onOffer(({ trigger }) => this.#gathering.add(trigger));
    for (const { trigger } of intake.waiting()) this.#gathering.add(trigger);
  }

  /** What was taken and is not finished waits again at the next start. */
  async stop(): Promise<void> {
    this.#stopListening();
    this.#gathering.stop();
    clearTimeout(this.#retry);
    this.#stopping.abort();
    await this.#current;
  }

  #audit(): void {
    if (this.#stopping.signal.aborted) return;
    if (this.#current !== undefined) {
      this.#isWanted = true;
      return;
    }
    this.#current = this.#attempt().finally(() => {
      this.#current = undefined;
      if (!this.#isWanted) return;
      this.#isWanted = false;
      this.#audit();
    });
  }

  async #attempt(): Promise<void> {
    const { intake, withoutKept, carryOut, logger, onFault, onAuditing, onAudited } = this.#options;
    try {
      this.#held = [...this.#held, ...intake.take()];
      const reasons = withoutKept(this.#held);
      this.#held = reasons;
      if (reasons.length === 0) return;
      logger.info({ reasons: reasons.map(({ trigger, text }) => `${trigger}: ${text}`).slice(0, 20) }, 'auditing');
      onAuditing?.(reasons);
      const audited = await carryOut(reasons, this.#stopping.signal);
      if (audited === undefined) return;
      intake.done(reasons, audited.audit.id);
      this.#held = [];
      onAudited?.(audited);
    } catch (error) {
      const message = messageOf(error);
      onFault({ type: 'state', message: `an audit could not be kept, and is tried again: ${message}` });
      this.#retry = setTimeout(() => this.#audit(), retryMs);
    }
  }
}
