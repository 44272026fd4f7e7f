import { Breaker, failureRate } from '@switchgear/breaker';
import Opossum from 'opossum';
import type { Subject } from './harness.ts';

const fault = new Error('fails and does not trip');
const failing = async () => {
  throw fault;
};
const hourMs = 3_600_000;

/** Failing calls that do not trip, with few and with many calls in the window. */
export async function failureSubjects(): Promise<Subject[]> {
  return [
    ours('switchgear, count, failing, 100 in the window', { windowCalls: 100 }, 100),
    ours('switchgear, count, failing, 100,000 in the window', { windowCalls: 100_000 }, 100_000),
    ours('switchgear, sampling, failing, 100 in the window', { windowMs: hourMs }, 100),
    ours('switchgear, sampling, failing, 100,000 in the window', { windowMs: hourMs }, 100_000),
    await opossum('opossum, failing, 100 in the window', 100, 50),
    await opossum('opossum, failing, 10,000 in the window', 10_000, 5),
  ];
}

function ours(name: string, window: { windowCalls: number } | { windowMs: number }, filled: number): Subject {
  const breaker = new Breaker({ tripRules: [failureRate({ rate: 1, ...window })] });
  // Every rule is fed and asked, and none trips.
  breaker.override('metrics_only');
  for (let call = 0; call < filled; call++) breaker.success(breaker.acquire());
  const batch = async (n: number) => {
    for (let i = 0; i < n; i++) breaker.failure(breaker.acquire());
  };
  return { name, batch };
}

async function opossum(name: string, filled: number, calls: number): Promise<Subject> {
  const never = Number.MAX_SAFE_INTEGER;
  const breaker = new Opossum(failing, { timeout: false, rollingCountTimeout: hourMs, volumeThreshold: never });
  const batch = async (n: number) => {
    for (let i = 0; i < n; i++) await breaker.fire().catch(() => {});
  };
  await batch(filled);
  return { name, batch, calls };
}
