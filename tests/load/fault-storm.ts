import { setTimeout as delay } from 'node:timers/promises';
import type { SandboxClient, SandboxFault } from '../support/sandbox.ts';
import { Random } from './random.ts';

/** Every kind of trouble that the sandbox knows, with random settings. Slow ones stay below a client's patience. */
const kinds: readonly ((random: Random) => SandboxFault)[] = [
  (random) => ({ kind: 'rate_limit', retry_after_seconds: random.whole(1, 2) }),
  // A pause of nothing is as good as none given; with none at all, Perplexity's quota would tell to wait a minute.
  () => ({ kind: 'rate_limit', retry_after_seconds: 0 }),
  (random) => ({ kind: 'rate_limit', retry_after_seconds: random.whole(1, 3), as_date: true }),
  () => ({ kind: 'unauthorized' }),
  () => ({ kind: 'forbidden' }),
  () => ({ kind: 'payment_required' }),
  (random) => ({ kind: 'server_error', status: random.pick([500, 502, 503]) }),
  (random) => ({ kind: 'latency', latency_ms: random.whole(5, 60), jitter_ms: 20 }),
  () => ({ kind: 'hang' }),
  (random) => ({ kind: 'hang', after_chunks: random.whole(4, 12) }),
  () => ({ kind: 'refuse' }),
  (random) => ({
    kind: 'cut_stream',
    after_chunks: random.whole(0, 15),
    ending: random.pick(['fin', 'reset', 'complete']),
  }),
  () => ({ kind: 'keep_alive', seconds: 0.08, interval_ms: 20 }),
  () => ({ kind: 'garbage' }),
  () => ({ kind: 'half_utf8' }),
  (random) => ({ kind: 'half_frame', after_chunks: random.whole(0, 10), completes: random.chance(0.5) }),
  (random) => ({ kind: 'insufficient_system_resource', after_chunks: random.whole(0, 10) }),
  () => ({ kind: 'failed_run' }),
];

/** So that even a short storm has seen refusals and cut streams: one provider rests at first, the other breaks off. */
function opening(key: string): SandboxFault {
  return key.startsWith('deepseek')
    ? { kind: 'rate_limit', retry_after_seconds: 1 }
    : { kind: 'cut_stream', after_chunks: 8 };
}

/** Sets and clears random faults on every key at random times, until the signal. Returns how many it set, by kind. */
export async function storm(
  sandbox: SandboxClient,
  keys: readonly string[],
  seed: string,
  signal: AbortSignal,
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  const oneKey = async (key: string) => {
    const random = new Random(`${seed} ${key}`);
    await sandbox.setFault(key, opening(key));
    await delay(random.between(500, 1_500), undefined, { signal }).catch(() => {});
    while (!signal.aborted) {
      if (random.chance(0.45)) await sandbox.clearFault(key);
      else {
        const fault = random.pick(kinds)(random);
        counts[fault.kind] = (counts[fault.kind] ?? 0) + 1;
        await sandbox.setFault(key, { ...fault, probability: random.pick([0.3, 1, 1]) });
      }
      await delay(random.between(200, 2_500), undefined, { signal }).catch(() => {});
    }
  };
  await Promise.all(keys.map(oneKey));
  await sandbox.clearFaults();
  return counts;
}
