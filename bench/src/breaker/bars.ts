import type { Footprint } from './footprint.ts';
import type { Results } from './harness.ts';

/** A promise about one number, and whether this run kept it. */
export interface Verdict {
  readonly bar: string;
  readonly value: number;
  readonly limit: number;
  readonly passed: boolean;
}

/** Two medians of one run differ by this much without meaning anything. */
const noise = 1.2;

export function judge(results: Results, footprints: readonly Footprint[]): Verdict[] {
  const ns = (name: string) => results.get(name) ?? Number.NaN;
  const ratio = (name: string, base = 'bare await') => ns(name) / ns(base);
  const ours = footprints.find(({ name }) => name === 'switchgear');
  return [
    atMost('run with the default rule, times a bare await', ratio('switchgear run, consecutive'), 3.2),
    atMost('permit with the default rule, times a bare await', ratio('switchgear permit, consecutive'), 1.3),
    atMost('run with a slow-call rule, times a bare await', ratio('switchgear run, slow calls'), 6),
    ...['consecutive', 'count', 'sampling'].map((rule) =>
      atMost(`run, ${rule}, times cockatiel`, ratio(`switchgear run, ${rule}`, `cockatiel, ${rule}`), 1),
    ),
    atMost('rejection by run, ns', ns('switchgear run, rejected'), 1_500),
    atMost('rejection by permit, ns', ns('switchgear permit, rejected'), 60),
    ...['count', 'sampling'].map((rule) => {
      const name = `switchgear, ${rule}, failing`;
      const growth = ratio(`${name}, 100,000 in the window`, `${name}, 100 in the window`);
      return atMost(`failure, ${rule}, 100,000 in the window times 100`, growth, noise);
    }),
    atMost('bytes per idle breaker', ours?.bytes ?? Number.NaN, 600),
    atMost('timers per idle breaker', ours?.timers ?? Number.NaN, 0),
  ];
}

function atMost(bar: string, value: number, limit: number): Verdict {
  return { bar, value, limit, passed: value <= limit };
}
