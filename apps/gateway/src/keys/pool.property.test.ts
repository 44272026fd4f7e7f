import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PoolModel } from './testing/pool-model.ts';
import type { Settlement } from './types.ts';

const result: fc.Arbitrary<Settlement> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Settlement>({ kind: 'success', durationMs: 5 }) },
  { weight: 4, arbitrary: fc.constant<Settlement>({ kind: 'failure' }) },
  fc.constant<Settlement>({ kind: 'failure', retryAfterMs: 1500 }),
  fc.constant<Settlement>({ kind: 'ignored' }),
  fc.constant<Settlement>({ kind: 'rate_limit' }),
  fc.constant<Settlement>({ kind: 'rate_limit', retryAfterMs: 700 }),
  fc.constant<Settlement>({ kind: 'credential' }),
  fc.constant<Settlement>({ kind: 'credit' }),
);
const mode = fc.constantFrom('auto', 'forced_open', 'disabled', 'metrics_only' as const);

interface Step {
  readonly says: string;
  readonly take: (model: PoolModel) => void;
}
const key = fc.nat(6);
const acquire = fc
  .tuple(fc.constantFrom('narrow', 'wide', 'free'), fc.oneof(fc.constant<number[]>([]), fc.array(key)))
  .map(([name, excluded]): Step => {
    const take = (model: PoolModel) => {
      model.acquire(name, new Set(model.keys.filter((_, index) => excluded.includes(index))));
    };
    return { says: `acquire for ${name} without ${excluded}`, take };
  });
const settle = fc
  .tuple(fc.nat(20), result)
  .map(([at, how]): Step => ({ says: `settle ${at} ${how.kind}`, take: (model) => model.settle(at, how) }));
const wait = fc
  .constantFrom(1, 300, 1000, 3000, 6000, 40_000, 1_000_000)
  .map((ms): Step => ({ says: `wait ${ms} ms`, take: (model) => model.fixture.time.advance(ms) }));
const abort = fc.nat(5).map((at): Step => ({ says: `abort ${at}`, take: (model) => model.abort(at) }));
const probe = fc.oneof(
  fc.constant<Step>({ says: 'take a probe', take: (model) => model.takeProbe() }),
  fc.tuple(fc.nat(3), result).map(([at, how]): Step => {
    return { says: `settle probe ${at} ${how.kind}`, take: (model) => model.settleProbe(at, how) };
  }),
);
const operate = fc.oneof(
  key.map((at): Step => ({ says: `reset ${at}`, take: ({ fixture, keys }) => fixture.pool.reset(keys[at]) })),
  fc.tuple(key, mode).map(([at, to]): Step => {
    const take = ({ fixture, keys }: PoolModel) => fixture.pool.override(keys[at] ?? fixture.key('a'), to);
    return { says: `override ${at} ${to}`, take };
  }),
  fc.boolean().map((activateBackup): Step => {
    return { says: `rotate ${activateBackup}`, take: ({ fixture }) => fixture.pool.rotate({ activateBackup }) };
  }),
  fc.constant<Step>({
    says: 'reconfigure',
    take: ({ fixture }) => fixture.pool.reconfigure({ halfOpenMaxCalls: 1 }),
  }),
);
const step = fc.oneof(
  { weight: 10, arbitrary: acquire },
  { weight: 10, arbitrary: settle },
  { weight: 4, arbitrary: wait },
  abort,
  { weight: 2, arbitrary: probe },
  operate,
);

it('always agrees with a look at every key, leaks no slot, loses no waiter and keeps the order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 80, size: 'max' }), async (steps) => {
      const model = new PoolModel();
      for (const { take } of steps) {
        take(model);
        await Promise.resolve();
        await Promise.resolve();
        model.check();
      }
      while (model.probes.length > 0) model.settleProbe(0, { kind: 'ignored' });
      while (model.leases.length > 0 || model.waiting.length > 0) {
        model.settle(0, { kind: 'ignored' });
        if (model.leases.length === 0) model.fixture.time.advance(3000);
        await Promise.resolve();
        await Promise.resolve();
        model.check();
      }
      expect(model.keys.map(({ inFlight }) => inFlight)).toEqual(model.keys.map(() => 0));
      expect(model.fixture.time.timers).toBe(0);
    }),
    { numRuns: 150 },
  );
});
