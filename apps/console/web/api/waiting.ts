/** When the calls that are under way were sent, in epoch milliseconds, the oldest first. */
const sent = new Map<symbol, number>();

/** Notes that a call is under way until it settles. */
export async function waitingFor<T>(call: Promise<T>, now = Date.now()): Promise<T> {
  const mark = Symbol('call');
  sent.set(mark, now);
  try {
    return await call;
  } finally {
    sent.delete(mark);
  }
}

/** Since when an answer is waited for, in epoch milliseconds; undefined when none is. */
export function waitingSince(): number | undefined {
  return sent.values().next().value;
}
