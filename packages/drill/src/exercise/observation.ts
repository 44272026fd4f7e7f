import type { Message } from '../receiver/message.ts';
import type { LabelSet } from '../rules/expectation.ts';
import type { Rule } from '../rules/rule-set.ts';
import type { World } from '../world.ts';

/** An alert that fired. */
export interface FiredAlert {
  readonly rule: Rule;
  readonly labels: LabelSet;
  readonly annotations: LabelSet;
  /** Whether it was pending before, which one without `for` need not have been. */
  readonly wasPending: boolean;
  /** Whether Alertmanager keeps it back because of a worse one. */
  readonly inhibited: boolean;
}

/** What was seen in a world. */
export interface Observation {
  readonly world: World;
  readonly fired: readonly FiredAlert[];
  /** Seconds for which alerts had been true when time ended, also those that did not fire. */
  readonly trueFor: ReadonlyMap<Rule, number>;
  /** Why rules could not be evaluated. */
  readonly errors: ReadonlyMap<Rule, string>;
  /** Those that came while the trouble lasted. */
  readonly messages: readonly Message[];
  /** Those of them that came before Alertmanager had all that is due, and so all that keeps others back. */
  readonly early: readonly Message[];
  /** Those that came after its end. */
  readonly endings: readonly Message[];
  readonly heartbeats: ReadonlySet<string>;
  /** Rules whose alerts fired on after its end. */
  readonly lingering: ReadonlySet<Rule>;
  /** From the start of Prometheus until everything that was due had arrived. */
  readonly secondsToDeliver: number;
}
