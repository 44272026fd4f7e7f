import type { Annotation, Interval } from '../panels/props.ts';

/** Annotations that begin so close to each other that they share a mark. */
export interface Mark {
  /** CSS pixels from the start of the axis. */
  readonly x: number;
  readonly annotations: readonly Annotation[];
}

const leastDistance = 12;

/** The marks on an axis of that width; what began before it is marked at its start. */
export function marksOf(annotations: readonly Annotation[], range: Interval, width: number): Mark[] {
  const seen = annotations.filter(({ from, to }) => to >= range.from && from <= range.to);
  const marks: { x: number; annotations: Annotation[] }[] = [];
  for (const annotation of seen.toSorted((one, other) => one.from - other.from)) {
    const x = (Math.max(annotation.from - range.from, 0) / (range.to - range.from)) * width;
    const last = marks.at(-1);
    if (last !== undefined && x - last.x < leastDistance) last.annotations.push(annotation);
    else marks.push({ x, annotations: [annotation] });
  }
  return marks;
}
