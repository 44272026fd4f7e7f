/** Seconds between two samples of a world. */
export const interval = 30;
/** Samples of each series: two hours. */
export const length = 240;

/** The same value all the time. */
export function always(value: number): string {
  return `${value}x${length - 1}`;
}

/** One value until so many minutes before the end, then another. */
export function lately(minutes: number, value: number, before: number): string {
  const samples = (minutes * 60) / interval;
  return `${before}x${length - samples - 1} ${value}x${samples - 1}`;
}

/** A counter that grows by so much with each sample, and for the last minutes otherwise. */
export function growing(before: number, minutes = 0, lately = before): string {
  const samples = (minutes * 60) / interval;
  const earlier = before * (length - samples);
  const start = `${before}+${before}x${length - samples - 1}`;
  return samples === 0 ? start : `${start} ${earlier + lately}+${lately}x${samples - 1}`;
}

/** A counter of something that happens once in so many samples. */
export function every(samples: number): string {
  return Array.from({ length }, (_, at) => Math.floor(at / samples)).join(' ');
}
