import { Breaker, consecutiveFailures, failureRate, slowCallRate } from '@switchgear/breaker';
import { ConsecutiveBreaker, CountBreaker, circuitBreaker, handleAll, SamplingBreaker } from 'cockatiel';
import Opossum from 'opossum';
import type { Subject } from './harness.ts';
import { leanOpossum } from './peers.ts';

const work = async () => 1;
const policy = (breaker: ConsecutiveBreaker | CountBreaker | SamplingBreaker) =>
  circuitBreaker(handleAll, { halfOpenAfter: 60_000, breaker });

/** Successful calls through a closed breaker; equal rules have equal words in their names. */
export function successSubjects(): Subject[] {
  const ours = new Breaker();
  const permits = new Breaker();
  const count = new Breaker({ tripRules: [failureRate({ rate: 0.5, windowCalls: 100 })] });
  const sampling = new Breaker({ tripRules: [failureRate({ rate: 0.5, windowMs: 10_000 })] });
  const slow = new Breaker({
    tripRules: [consecutiveFailures(5), slowCallRate({ rate: 0.5, windowCalls: 100, slowCallMs: 1_000 })],
  });
  const theirs = policy(new ConsecutiveBreaker(5));
  const theirCount = policy(new CountBreaker({ threshold: 0.5, size: 100 }));
  const theirSampling = policy(new SamplingBreaker({ threshold: 0.5, duration: 10_000 }));
  const lean = new Opossum(work, leanOpossum);
  const full = new Opossum(work);
  return [
    {
      name: 'bare await',
      batch: async (n) => {
        for (let i = 0; i < n; i++) await work();
      },
    },
    {
      name: 'switchgear permit, consecutive',
      batch: async (n) => {
        for (let i = 0; i < n; i++) {
          const permit = permits.acquire();
          await work();
          permits.success(permit);
        }
      },
    },
    {
      name: 'switchgear run, consecutive',
      batch: async (n) => {
        for (let i = 0; i < n; i++) await ours.run(work);
      },
    },
    {
      name: 'switchgear run, count',
      batch: async (n) => {
        for (let i = 0; i < n; i++) await count.run(work);
      },
    },
    {
      name: 'switchgear run, sampling',
      batch: async (n) => {
        for (let i = 0; i < n; i++) await sampling.run(work);
      },
    },
    {
      name: 'switchgear run, slow calls',
      batch: async (n) => {
        for (let i = 0; i < n; i++) await slow.run(work);
      },
    },
    {
      name: 'cockatiel, consecutive',
      batch: async (n) => {
        for (let i = 0; i < n; i++) await theirs.execute(work);
      },
    },
    {
      name: 'cockatiel, count',
      batch: async (n) => {
        for (let i = 0; i < n; i++) await theirCount.execute(work);
      },
    },
    {
      name: 'cockatiel, sampling',
      batch: async (n) => {
        for (let i = 0; i < n; i++) await theirSampling.execute(work);
      },
    },
    {
      name: 'opossum, lean',
      batch: async (n) => {
        for (let i = 0; i < n; i++) await lean.fire();
      },
    },
    {
      name: 'opossum, default',
      batch: async (n) => {
        for (let i = 0; i < n; i++) await full.fire();
      },
    },
  ];
}
