import { LineSet } from '@switchgear/worktree';
import type { LineCount, TestFacts } from './model.ts';

/** 0 to 100; that of no lines at all is 100, since none is uncovered. */
export function percentOf({ covered, executable }: LineCount): number {
  return executable === 0 ? 100 : (covered / executable) * 100;
}

/** With one decimal, rounded down: what is below a bar must not look as if it reached it. */
export function showPercent(percent: number): string {
  // The small part takes back what binary fractions lose, as in 81.9 that is really 81.89999999999999.
  return `${(Math.floor(percent * 10 + 1e-9) / 10).toFixed(1)} %`;
}

/** Signed points, for example `+1.2` or `−0.4`. */
export function showPoints(points: number): string {
  const rounded = Math.abs(points).toFixed(1);
  if (rounded === '0.0') return '±0.0';
  return `${points < 0 ? '−' : '+'}${rounded}`;
}

export function showDuration(durationMs: number): string {
  if (durationMs < 1000) return `${Math.round(durationMs)} ms`;
  if (durationMs < 60_000) return `${(durationMs / 1000).toFixed(1)} s`;
  return `${Math.floor(durationMs / 60_000)} min ${Math.floor((durationMs % 60_000) / 1000)} s`;
}

/** For example `2026-11-27 00:10 UTC`: whoever reads a report may sit in another time zone than its machine. */
export function showTime(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** Ascending line numbers as ranges, for example `3, 7–9`; beyond `most` ranges it says how many lines are left. */
export function showLines(lines: readonly number[], most = 20): string {
  const ranges = LineSet.of(lines).toRanges();
  const shown = ranges.slice(0, most);
  const left = ranges.slice(most).reduce((sum, [from, to]) => sum + to - from + 1, 0);
  const text = shown.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(', ');
  return left === 0 ? text : `${text} and ${counted(left, 'more line')}`;
}

/** For example `1 line` or `5,000 lines`. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en-GB')} ${noun}${count === 1 ? '' : 's'}`;
}

/** For example `12 passed, 1 failed, 0 skipped`. */
export function showCounts(counts: NonNullable<TestFacts['counts']>): string {
  return Object.entries(counts)
    .map(([how, count]) => `${count.toLocaleString('en-GB')} ${how}`)
    .join(', ');
}

/** The part of a list that a page shows, and how many it leaves out. */
export function cut<T>(list: readonly T[], most: number): { readonly shown: readonly T[]; readonly left: number } {
  return { shown: list.slice(0, most), left: Math.max(0, list.length - most) };
}
