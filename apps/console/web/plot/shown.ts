import type { Curve } from './curves.ts';

/** Ids of the series that are drawn; undefined for all. */
export type Shown = ReadonlySet<string> | undefined;

/** One alone; all again when it is alone already. */
export function isolate(shown: Shown, id: string): Shown {
  return shown?.size === 1 && shown.has(id) ? undefined : new Set([id]);
}

/** One more or one less; all again when none would be left. */
export function toggle(shown: Shown, id: string, all: readonly string[]): Shown {
  const next = new Set(shown ?? all);
  if (!next.delete(id)) next.add(id);
  return next.size === 0 || all.every((one) => next.has(one)) ? undefined : next;
}

/** What is drawn of these: as it was chosen unless nothing of that is left, else what the panel does not hide. */
export function shownOf(curves: readonly Curve[], chosen: Shown): Shown {
  if (chosen !== undefined && curves.some(({ id }) => chosen.has(id))) return chosen;
  const seen = curves.filter(({ style }) => style.hideFrom.viz !== true);
  return seen.length === curves.length ? undefined : new Set(seen.map(({ id }) => id));
}
