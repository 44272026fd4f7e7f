/** 340 ms, 3.4 s, 2 min 5 s */
export function duration(ms: number): string {
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** `1 test file`, `2,000 test files` */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString('en-GB')} ${noun}${number === 1 ? '' : 's'}`;
}

/** 14:02:11, by the clock on this machine's wall. */
export function timeOfDay(at: number): string {
  return new Date(at).toLocaleTimeString('en-GB', { hour12: false });
}

/** Not more than so many lines, the last of which says how many are left out. */
export function atMost(lines: readonly string[], limit: number, more: (left: number) => string): string[] {
  if (lines.length <= limit) return [...lines];
  return [...lines.slice(0, limit - 1), more(lines.length - limit + 1)];
}
