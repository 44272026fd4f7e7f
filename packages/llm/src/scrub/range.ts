/** A part of a text: where it begins, and where what follows it begins. */
export type Range = readonly [start: number, end: number];
