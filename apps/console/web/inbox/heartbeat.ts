/** Alertmanager sends one about every minute; without any for so long, in seconds, alerts would not arrive either. */
const stale = 300;

/** How far this clock and the server's may be apart, in seconds. */
const clockSlack = 60;

/**
 * Whether alerts arrive, told by the last heartbeat.
 *
 * @param last in ISO 8601; null when none ever came
 * @param now epoch milliseconds
 */
export function heartbeatOf(last: string | null, now: number): 'none' | 'alive' | 'missing' {
  if (last === null) return 'none';
  const age = (now - Date.parse(last)) / 1_000;
  // One from the future was left by a clock that has been set back, and says nothing.
  return age >= -clockSlack && age <= stale ? 'alive' : 'missing';
}
