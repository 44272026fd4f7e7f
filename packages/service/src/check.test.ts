import { createRegistry } from '@switchgear/telemetry';
import { scrape } from '@switchgear/telemetry/testing';
import { afterEach, expect, test, vi } from 'vitest';
import { assertDistinct, type Check, CheckGroup, recordChecks, recordDependencies, runCheck } from './check.ts';

afterEach(() => {
  vi.useRealTimers();
});

const passing: Check = { name: 'disk', run: () => {} };
const failing: Check = { name: 'redis', run: () => Promise.reject(new Error('connection refused')) };

test('a check passes by returning and fails by throwing', async () => {
  expect(await runCheck(passing)).toMatchObject({ name: 'disk', ok: true });
  expect(await runCheck(failing)).toMatchObject({ name: 'redis', ok: false, reason: 'connection refused' });
});

test('a check that hangs has failed after its time-out', async () => {
  vi.useFakeTimers();
  const result = runCheck({ name: 'nfs', timeoutMs: 300, run: () => new Promise(() => {}) });
  await vi.advanceTimersByTimeAsync(300);
  expect(await result).toMatchObject({ ok: false, reason: 'check nfs took longer than 300 ms', durationMs: 300 });
});

test('callers that ask at the same time share one round; later ones get a new one', async () => {
  let rounds = 0;
  const group = new CheckGroup([
    {
      name: 'count',
      run: () => {
        rounds += 1;
      },
    },
  ]);
  const [one, other] = await Promise.all([group.run(), group.run()]);
  expect(one).toBe(other);
  expect(rounds).toBe(1);
  await group.run();
  expect(rounds).toBe(2);
});

test('a refresh asks only what was not asked lately', async () => {
  let rounds = 0;
  let now = 0;
  const group = new CheckGroup(
    [
      {
        name: 'count',
        run: () => {
          rounds += 1;
        },
      },
    ],
    { now: () => now },
  );
  await group.refresh(5000);
  now = 5000;
  await group.refresh(5000);
  expect(rounds).toBe(1);
  now = 5001;
  await group.refresh(5000);
  expect(rounds).toBe(2);
});

test('results are exported as metrics', async () => {
  const registry = createRegistry({ processMetrics: false });
  await new CheckGroup([passing, failing], { onResult: recordChecks(registry) }).run();
  await new CheckGroup([failing], { onResult: recordDependencies(registry) }).run();
  const found = await scrape(registry);
  expect(found.value('service_health_check_status', { check_name: 'disk' })).toBe(1);
  expect(found.value('service_health_check_status', { check_name: 'redis' })).toBe(0);
  expect(found.value('service_health_check_duration_seconds_count', { check_name: 'redis' })).toBe(1);
  expect(found.value('service_dependency_status', { dependency: 'redis' })).toBe(0);
});

test('two different checks may not share a name, one check may be asked in two places', () => {
  expect(() => assertDistinct([passing, failing, passing])).not.toThrow();
  expect(() => assertDistinct([passing, { ...failing, name: 'disk' }])).toThrow(
    expect.objectContaining({ code: 'duplicate_check', message: 'two checks are named disk; give one another name' }),
  );
});
