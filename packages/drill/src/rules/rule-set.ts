import { parse, stringify } from 'yaml';
import { DrillError } from '../errors.ts';
import type { LabelSet } from './expectation.ts';

/** A rule file as text. */
export interface RuleText {
  readonly path: string;
  readonly text: string;
}

export interface Rule {
  readonly name: string;
  readonly isAlert: boolean;
  readonly expr: string;
  readonly forSeconds: number;
  /** Templates included, as annotations. */
  readonly labels: LabelSet;
  readonly annotations: LabelSet;
}

interface WrittenRule {
  readonly alert?: string;
  readonly record?: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels?: LabelSet;
  readonly annotations?: LabelSet;
}

/** The rules under test. */
export class RuleSet {
  /** Recording rules first: what looks at them then sees them in the same evaluation. */
  readonly rules: readonly Rule[];
  /**
   * A rule file of one group with the same rules in the same order. Groups with a pace of their own would be waited for,
   * and a worse alert of another group might come too late to keep one back.
   */
  readonly text: string;

  /** @throws DrillError bad_rules when a file has no groups; the rest Prometheus says itself */
  constructor(files: readonly RuleText[]) {
    const written = files.flatMap(rulesIn).toSorted((one, other) => Number('alert' in one) - Number('alert' in other));
    this.text = stringify({ groups: [{ name: 'drill', rules: written }] }, { lineWidth: 0 });
    this.rules = written.map(asRule);
  }
}

function rulesIn({ path, text }: RuleText): WrittenRule[] {
  const { groups } = (read(path, text) ?? {}) as { groups?: readonly { readonly rules?: readonly WrittenRule[] }[] };
  if (Array.isArray(groups)) return groups.flatMap(({ rules = [] }) => rules);
  throw new DrillError('bad_rules', `${path}: "groups:" is missing; expected a rule file of Prometheus`);
}

function read(path: string, text: string): unknown {
  try {
    return parse(text);
  } catch (cause) {
    throw new DrillError('bad_rules', `${path} is no YAML: ${(cause as Error).message.split('\n', 1)[0]}`, { cause });
  }
}

function asRule({ alert, record = '', expr, labels = {}, annotations = {}, ...rule }: WrittenRule): Rule {
  const isAlert = alert !== undefined;
  return {
    name: alert ?? record,
    isAlert,
    expr: `${expr}`,
    forSeconds: seconds(rule.for ?? '0s'),
    labels,
    annotations,
  };
}

const units: Readonly<Record<string, number>> = {
  y: 31_536_000,
  w: 604_800,
  d: 86_400,
  h: 3600,
  m: 60,
  s: 1,
  ms: 0.001,
};

/** Of a duration such as 90s or 1h30m. */
function seconds(duration: string): number {
  const parts = [...duration.matchAll(/(\d+)(ms|[ywdhms])/g)];
  return parts.reduce((sum, [, count, unit = '']) => sum + Number(count) * (units[unit] ?? 0), 0);
}
