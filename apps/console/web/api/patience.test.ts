import { expect, it } from 'vitest';
import { Fault } from './fault.ts';
import { answeredWithin } from './patience.ts';

/** Never answers; ends with the signal. */
const silent = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));

it('an answer that takes too long is a fault that names who is silent, and what to do', async () => {
  const call = answeredWithin(1, 'Prometheus', 'Does it run?', undefined, silent);
  await expect(call).rejects.toThrow(new Fault('Prometheus has not answered for 0.001 s.', 'Does it run?'));
});

it('whoever leaves before is told nothing of a time that is over', async () => {
  const gone = new AbortController();
  const call = answeredWithin(60_000, 'Prometheus', '', gone.signal, silent);
  gone.abort(new Error('left'));
  await expect(call).rejects.toThrow('left');
});
