import { afterEach, expect, test, vi } from 'vitest';
import { CleanupStack } from './cleanup.ts';
import { captureLog } from './testing/captured-log.ts';

afterEach(() => {
  vi.useRealTimers();
});

test('clean-ups run in reverse order, each after the one before it has finished', async () => {
  const events: string[] = [];
  const stack = new CleanupStack(captureLog().logger);
  for (const name of ['database', 'pool', 'server']) {
    stack.add(
      name,
      async () => {
        events.push(`${name} begins`);
        await Promise.resolve();
        events.push(`${name} ends`);
      },
      100,
    );
  }
  expect(await stack.run()).toEqual([]);
  expect(events).toEqual([
    'server begins',
    'server ends',
    'pool begins',
    'pool ends',
    'database begins',
    'database ends',
  ]);
});

test('one that fails is named and keeps no other from running', async () => {
  const { logger, lines } = captureLog();
  const stack = new CleanupStack(logger);
  let ran = false;
  stack.add(
    'database',
    () => {
      ran = true;
    },
    100,
  );
  stack.add('pool', () => Promise.reject(new Error('busy')), 100);
  expect(await stack.run()).toEqual(['pool']);
  expect(ran).toBe(true);
  expect(lines).toMatchObject([{ level: 'error', cleanup: 'pool', msg: 'clean-up pool failed: busy' }]);
});

test('one that hangs is left behind at its time-out', async () => {
  vi.useFakeTimers();
  const stack = new CleanupStack(captureLog().logger);
  let ran = false;
  stack.add(
    'database',
    () => {
      ran = true;
    },
    100,
  );
  stack.add('hung', () => new Promise(() => {}), 250);
  const done = stack.run();
  await vi.advanceTimersByTimeAsync(249);
  expect(ran).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(await done).toEqual(['hung']);
  expect(ran).toBe(true);
});

test('asked twice, they run once and both get the answer', async () => {
  let runs = 0;
  const stack = new CleanupStack(captureLog().logger);
  stack.add(
    'count',
    () => {
      runs += 1;
    },
    100,
  );
  const [first, second] = await Promise.all([stack.run(), stack.run()]);
  expect(first).toBe(second);
  await stack.run();
  expect(runs).toBe(1);
});

test('what is registered while stopping runs as well', async () => {
  const stack = new CleanupStack(captureLog().logger);
  let ran = false;
  stack.add(
    'first',
    () =>
      stack.add(
        'late',
        () => {
          ran = true;
        },
        100,
      ),
    100,
  );
  await stack.run();
  expect(ran).toBe(true);
});
