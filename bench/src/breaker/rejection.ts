import { Breaker } from '@switchgear/breaker';
import { ConsecutiveBreaker, circuitBreaker, handleAll } from 'cockatiel';
import Opossum from 'opossum';
import type { Subject } from './harness.ts';
import { leanOpossum } from './peers.ts';

const work = async () => 1;
const fault = new Error('bare rejection');
const failing = async () => {
  throw fault;
};
const hourMs = 3_600_000;

/** Calls refused by an open breaker, and caught. */
export async function rejectionSubjects(): Promise<Subject[]> {
  const ours = new Breaker();
  ours.trip('failures', Date.now() + hourMs);
  const permits = new Breaker();
  permits.trip('failures', Date.now() + hourMs);
  const theirs = circuitBreaker(handleAll, { halfOpenAfter: hourMs, breaker: new ConsecutiveBreaker(1) });
  await theirs.execute(failing).catch(() => {});
  const lean = new Opossum(work, { ...leanOpossum });
  lean.open();
  const full = new Opossum(work);
  full.open();
  return [
    rejecting('bare rejection', failing),
    {
      name: 'switchgear permit, rejected',
      batch: async (n) => {
        for (let i = 0; i < n; i++) permits.acquire();
      },
    },
    rejecting('switchgear run, rejected', () => ours.run(work)),
    rejecting('cockatiel, rejected', () => theirs.execute(work)),
    rejecting('opossum, lean, rejected', () => lean.fire()),
    rejecting('opossum, default, rejected', () => full.fire()),
  ];
}

function rejecting(name: string, call: () => Promise<unknown>): Subject {
  const batch = async (n: number) => {
    for (let i = 0; i < n; i++) await call().catch(ignore);
  };
  return { name, batch, calls: 500 };
}

function ignore(): void {}
