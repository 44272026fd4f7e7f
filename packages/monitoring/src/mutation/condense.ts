import { bridge, events, growth, held, steady } from '../promql/windows.ts';

/**
 * An expression in which the parts that `promql/windows.ts` makes stand for themselves, as calls of functions that no
 * rule uses. The parts have proofs and mutants of their own; those of a rule change what it asks of its parts.
 */
export interface Condensed {
  readonly text: string;
  /** Whether a failed scrape leaves the verdict as it was. */
  readonly held: boolean;
  /** The expression as Prometheus gets it, for a changed text. */
  expand(text: string, held?: boolean): string;
}

interface Part {
  readonly name: string;
  /** How the part is found in an expression: by a call within it. */
  readonly core: RegExp;
  /** The call that stands for it. */
  readonly stand: RegExp;
  readonly make: (selector: string, window: string, ago?: string) => string;
}

const ago = String.raw`(?: offset (\w+))?`;
const ranged = (name: string, window = String.raw`\w+`) =>
  new RegExp(String.raw`\b${name}\(([^[\]]+?)\[(${window})\]${ago}\)`, 'g');

const parts: Readonly<Record<string, Part>> = {
  changes: { name: 'events', core: ranged('increase'), stand: ranged('changes'), make: events },
  idelta: { name: 'growth', core: ranged('increase'), stand: ranged('idelta'), make: growth },
  abs: {
    name: 'steady',
    core: ranged('last_over_time', bridge),
    stand: new RegExp(String.raw`\babs\(([^()]+?)()${ago}\)`, 'g'),
    make: (selector, _, before) => steady(selector, before),
  },
};

/** The name of the part that a function stands for. */
export function partName(stand: string): string | undefined {
  return parts[stand]?.name;
}

export function condense(expr: string): Condensed {
  const [verdict = expr] = expr.split('\nor\nlast_over_time((');
  const holds = [undefined, 'gateway' as const].find((component) => held(verdict, component) === expr);
  const isHeld = held(verdict, holds) === expr;
  let text = isHeld ? verdict : expr;
  for (const [stand, { core, make }] of Object.entries(parts)) {
    for (const [, selector = '', window = '', before] of text.matchAll(core)) {
      const range = stand === 'abs' ? '' : `[${window}]`;
      const offset = before === undefined ? '' : ` offset ${before}`;
      text = text.replaceAll(make(selector, window, before), `${stand}(${selector}${range}${offset})`);
    }
  }
  return {
    text,
    held: isHeld,
    expand(mutated, keep = isHeld) {
      const full = Object.values(parts).reduce(
        (whole, { stand, make }) =>
          whole.replaceAll(stand, (_, selector: string, window: string, before?: string) =>
            make(selector, window, before),
          ),
        mutated,
      );
      return keep ? held(full, holds) : full;
    },
  };
}

/** An expression without parts. */
export function whole(expr: string): Condensed {
  return { text: expr, held: false, expand: (text) => text };
}
