import { DrillError } from '../errors.ts';

export type LabelSet = Readonly<Record<string, string>>;

/** An alert with some of its labels. */
export interface Expectation {
  /** As worlds write it: `HighDiskUsage{path="/"}` */
  readonly text: string;
  /** Its name included, as `alertname`. */
  readonly labels: LabelSet;
}

/** @throws DrillError bad_world */
export function parseExpectation(text: string): Expectation {
  const [, alertname, pairs = ''] = /^(\w+)(?:\{(.*)\})?$/.exec(text) ?? [];
  if (alertname === undefined)
    throw new DrillError('bad_world', `"${text}" is no alert such as HighDiskUsage{path="/"}`);
  const labels = [...pairs.matchAll(/(\w+)="([^"]*)"/g)].map(([, label = '', value = '']) => [label, value] as const);
  return { text, labels: { alertname, ...Object.fromEntries(labels) } };
}

/** Whether all these labels are in the set with the same values. */
export function matches(some: LabelSet, all: LabelSet): boolean {
  return Object.entries(some).every(([label, value]) => all[label] === value);
}

/** Pairs expectations with alerts, each with one of its own; gives those that are left. */
export function compare<A extends { readonly labels: LabelSet }>(
  expectations: readonly Expectation[],
  alerts: readonly A[],
) {
  const unexpected = [...alerts];
  const missing = expectations.filter(({ labels }) => {
    const at = unexpected.findIndex((alert) => matches(labels, alert.labels));
    if (at !== -1) unexpected.splice(at, 1);
    return at === -1;
  });
  return { missing, unexpected };
}
