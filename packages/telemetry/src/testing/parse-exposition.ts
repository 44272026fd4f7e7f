import { parseLine } from './parse-line.ts';

/** One line of values. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** The lines of one metric. */
export interface Family {
  readonly name: string;
  readonly help: string;
  readonly type: string;
  readonly samples: readonly Sample[];
}

/** A whole answer to a scrape. */
export class Exposition {
  readonly families: ReadonlyMap<string, Family>;

  constructor(families: ReadonlyMap<string, Family>) {
    this.families = families;
  }

  /** Value of the one series with exactly these labels; `undefined` when it is not exported. */
  value(name: string, labels: Readonly<Record<string, string>> = {}): number | undefined {
    const wanted = identity(name, labels);
    return this.samples(name).find((sample) => identity(sample.name, sample.labels) === wanted)?.value;
  }

  /** All series of a name, which may be that of a family or end in _bucket, _sum or _count. */
  samples(name: string): readonly Sample[] {
    const family = this.families.get(name) ?? this.families.get(name.replace(/_(bucket|sum|count)$/, ''));
    return (family?.samples ?? []).filter((sample) => sample.name === name);
  }
}

/**
 * Reads the text format 0.0.4 and refuses whatever is not exactly that: a family told twice or in pieces, a sample
 * without its header, a series told twice, a broken escape, a counter below 0, a histogram that does not add up.
 */
export function parseExposition(text: string): Exposition {
  const families = new Map<string, Family & { samples: Sample[] }>();
  const seen = new Set<string>();
  let current: (Family & { samples: Sample[] }) | undefined;
  let help: { name: string; text: string } | undefined;
  if (text !== '' && !text.endsWith('\n')) throw new Error('the last line has no line feed');

  for (const line of text.split('\n').slice(0, -1)) {
    const comment = /^# (HELP|TYPE) ([a-zA-Z_:][\w:]*) (.+)$/.exec(line);
    if (comment !== null) {
      const [, kind = '', name = '', rest = ''] = comment;
      if (kind === 'HELP') {
        help = { name, text: rest };
        continue;
      }
      if (help?.name !== name) throw new Error(`TYPE of ${name} does not follow its HELP`);
      if (families.has(name)) throw new Error(`family ${name} is told twice`);
      current = { name, help: help.text, type: rest, samples: [] };
      families.set(name, current);
      continue;
    }
    const sample = parseLine(line);
    if (current === undefined || !belongs(sample, current)) throw new Error(`sample outside its family: ${line}`);
    const id = identity(sample.name, sample.labels);
    if (seen.has(id)) throw new Error(`series is told twice: ${line}`);
    seen.add(id);
    current.samples.push(sample);
  }
  for (const family of families.values()) checkFamily(family);
  return new Exposition(families);
}

function belongs({ name, labels }: Sample, family: Family): boolean {
  if (family.type !== 'histogram' && family.type !== 'summary') return name === family.name;
  if (name === `${family.name}_bucket`) return 'le' in labels;
  return name === `${family.name}_sum` || name === `${family.name}_count` || name === family.name;
}

function checkFamily({ name, type, samples }: Family): void {
  if (samples.length === 0) throw new Error(`family ${name} has no sample`);
  if (type === 'counter' && samples.some(({ value }) => !(value >= 0))) throw new Error(`counter ${name} is below 0`);
  if (type !== 'histogram') return;
  const totals = new Map<string, { last: number; bound: number }>();
  for (const { name: line, labels, value } of samples) {
    const { le, ...rest } = labels;
    const id = identity(name, rest);
    const known = totals.get(id) ?? { last: 0, bound: Number.NEGATIVE_INFINITY };
    if (le !== undefined) {
      const bound = le === '+Inf' ? Number.POSITIVE_INFINITY : Number(le);
      if (!(bound > known.bound) || value < known.last) throw new Error(`buckets of ${id} do not ascend`);
      totals.set(id, { last: value, bound });
    } else if (line.endsWith('_count') && (known.last !== value || known.bound !== Number.POSITIVE_INFINITY)) {
      throw new Error(`the +Inf bucket of ${id} is not its count`);
    }
  }
}

function identity(name: string, labels: Readonly<Record<string, string>>): string {
  return JSON.stringify([name, Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1))]);
}
