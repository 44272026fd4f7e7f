/** When a notification should arrive; epoch milliseconds. */
export interface Due {
  readonly from: number;
  readonly to: number;
}

/** The longest waits on the way: for a scrape of our programs, for an evaluation of the rules, and within the group. */
export const waits = { scrapeSeconds: 10, evaluationSeconds: 15, groupSeconds: 10 } as const;

/** For what the way itself takes. */
const allowanceSeconds = 5;

/**
 * Of an alert that a rule raises, for which its expression has to be true for a time.
 *
 * @param afterSeconds until it is true of the newest samples, at the earliest
 * @param spreadSeconds how much longer that may take
 */
export function dueByRule(now: number, afterSeconds: number, duration: string | undefined, spreadSeconds = 0): Due {
  const { from, to } = dueInGroup(now + (afterSeconds + secondsOf(duration)) * 1000);
  return { from, to: to + (waits.scrapeSeconds + waits.evaluationSeconds + spreadSeconds) * 1000 };
}

/** Of an alert that Alertmanager has. */
export function dueInGroup(now: number): Due {
  const from = now + waits.groupSeconds * 1000;
  return { from, to: from + allowanceSeconds * 1000 };
}

/** Seconds of a duration as rules write it, such as 90s or 5m. */
export function secondsOf(duration = '0s'): number {
  const [, count, unit = ''] = /^(\d+)([smhd])$/.exec(duration) ?? [];
  return Number(count) * ({ s: 1, m: 60, h: 3600, d: 86_400 }[unit] ?? Number.NaN);
}

/** Time of day on this machine. */
export function clock(epochMs: number): string {
  return new Date(epochMs).toTimeString().slice(0, 8);
}
