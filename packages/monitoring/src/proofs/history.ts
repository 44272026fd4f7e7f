import type { Series } from './series.ts';

/** Label values by name. */
export type Labels = Readonly<Record<string, string>>;

/** One alert that fires, by the labels of the expression's result. */
export interface Firing {
  readonly of?: Labels;
  /** The first evaluation at which it fires. */
  readonly from: string;
  /** The first at which it does not fire any more; unset, it fires to the end. */
  readonly until?: string;
  /** The description as it is rendered at `from`. */
  readonly says?: string;
}

/** What the programs showed for a while, and what a rule has to make of it. Times count from its begin. */
export interface History {
  /** What this history shows, as the rest of a sentence that begins with the rule. */
  readonly it: string;
  /** How often rules are evaluated, and programs scraped unless `scraped` says otherwise. Default: 15s */
  readonly every?: string;
  readonly scraped?: string;
  readonly lasts: string;
  readonly series: readonly Series[];
  /** When all scrapes fail for a minute. */
  readonly gaps?: readonly string[];
  /** Every alert of the rule; nothing else may fire at any time. Unset, it is silent throughout. */
  readonly fires?: readonly Firing[];
}

/** What a recording rule has to say at the end of a history. */
export interface Recording extends Omit<History, 'fires' | 'gaps'> {
  readonly records: readonly { readonly of: Labels; readonly value: number }[];
}

/** Histories by rule: the name of an alert, of a recording, or `<alert> <severity>` where several rules share a name. */
export type Proofs = Readonly<Record<string, readonly (History | Recording)[]>>;

/** The interval of evaluation in prometheus.yml. */
export const defaultEvery = '15s';
