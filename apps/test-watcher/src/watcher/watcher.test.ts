import { expect, onTestFinished, test, vi } from 'vitest';
import { TestWatcherError } from '../errors.ts';
import type { RunResult } from '../model.ts';
import { createHarness, errorOf, pass, selectionOf } from './testing/harness.ts';

test('changes become one run of what they affect, and leave the queue when it has ended', async () => {
  const { watcher, queue, change, tested } = createHarness();
  change('cart');
  change('stock');
  watcher.start();
  await watcher.settled();
  expect(tested()).toEqual(['cart.test stock.test']);
  expect(queue.size()).toBe(0);
});

test('results are kept only until there is nothing to do', async () => {
  const { watcher, queue, change } = createHarness();
  change('cart');
  watcher.start();
  expect(await watcher.settled()).toHaveLength(1);
  change('stock');
  await vi.waitFor(() => expect(queue.size()).toBe(0));
  expect(await watcher.settled()).toHaveLength(1);
});

test('a failing run is a completed one', async () => {
  const { watcher, queue, change } = createHarness(() => ({ ...pass, status: 'fail' }));
  change('cart');
  watcher.start();
  await watcher.settled();
  expect(queue.size()).toBe(0);
});

test('a run that could not be carried out leaves its changes in the queue, for the next change', async () => {
  const answers = [errorOf('configuration'), pass];
  const { watcher, queue, change, tested } = createHarness(() => answers.shift() ?? pass);
  change('cart');
  watcher.start();
  await watcher.settled();
  expect(queue.size()).toBe(1);
  change('stock');
  await vi.waitFor(() => expect(queue.size()).toBe(0));
  expect(tested()).toEqual(['cart.test', 'cart.test stock.test']);
});

test('a runner that died gets a second try, and no third', async () => {
  const { watcher, queue, change, tested } = createHarness(() => errorOf('runner_died'));
  change('cart');
  watcher.start();
  await watcher.settled();
  expect(tested()).toEqual(['cart.test', 'cart.test']);
  expect(queue.size()).toBe(1);
});

test('a change that touches what is running ends it, and both are tested together', async () => {
  const hung = Promise.withResolvers<RunResult>();
  const answers = [hung.promise, pass];
  const { watcher, queue, change, tested, ended } = createHarness(() => answers.shift() ?? pass);
  change('cart');
  watcher.start();
  await vi.waitFor(() => expect(tested()).toHaveLength(1));
  change('cart');
  await vi.waitFor(() => expect(queue.size()).toBe(0));
  expect(ended).toEqual(['cancelled', 'pass']);
  expect(tested()).toEqual(['cart.test', 'cart.test']);
});

test('a tree that changes all the time sees the end of a run now and then', async () => {
  const hung: PromiseWithResolvers<RunResult>[] = [];
  const { watcher, queue, change, tested, ended } = createHarness(() => {
    hung.push(Promise.withResolvers<RunResult>());
    return hung.at(-1)?.promise ?? pass;
  });
  change('cart');
  watcher.start();
  for (let run = 1; run <= 6; run++) {
    await vi.waitFor(() => expect(tested()).toHaveLength(run));
    change('cart');
  }
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  hung.at(-1)?.resolve(pass);
  await vi.waitFor(() => expect(tested()).toHaveLength(7));
  expect(ended).toEqual([...Array(5).fill('cancelled'), 'pass']);
  hung.at(-1)?.resolve(pass);
  await vi.waitFor(() => expect(queue.size()).toBe(0));
});

test('a run that takes its time to end is ended once', async () => {
  const ending = Promise.withResolvers<RunResult>();
  const { watcher, queue, change, notes, runner } = createHarness();
  const run = vi.spyOn(runner, 'run').mockReturnValueOnce(ending.promise);
  change('cart');
  watcher.start();
  await vi.waitFor(() => expect(run).toHaveBeenCalled());
  change('cart');
  await vi.waitFor(() => expect(notes).toHaveLength(1));
  change('cart');
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  ending.resolve({ ...pass, status: 'cancelled' });
  await vi.waitFor(() => expect(queue.size()).toBe(0));
  expect(notes).toHaveLength(1);
});

test('a snapshot that the run itself has written does not end it', async () => {
  const slow = Promise.withResolvers<RunResult>();
  const answers = [slow.promise, pass];
  const { parts, watcher, queue, change, tested, ended } = createHarness(() => answers.shift() ?? pass);
  parts.select.mockResolvedValue(selectionOf(['cart']));
  change('cart');
  watcher.start();
  await vi.waitFor(() => expect(tested()).toHaveLength(1));
  change('__snapshots__/cart.test.snap', 'added');
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  slow.resolve(pass);
  await vi.waitFor(() => expect(queue.size()).toBe(0));
  expect([ended, tested()]).toEqual([
    ['pass', 'pass'],
    ['cart.test', 'cart.test'],
  ]);
});

test('a change beside what is running waits for its end', async () => {
  const slow = Promise.withResolvers<RunResult>();
  const answers = [slow.promise, pass];
  const { watcher, queue, change, tested, ended, notes } = createHarness(() => answers.shift() ?? pass);
  change('cart');
  watcher.start();
  await vi.waitFor(() => expect(tested()).toHaveLength(1));
  change('stock');
  await vi.waitFor(() => expect(notes).toEqual(['stock waits for the end of this run.']));
  change('till');
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  slow.resolve(pass);
  await vi.waitFor(() => expect(queue.size()).toBe(0));
  expect([ended, notes.length]).toEqual([['pass', 'pass'], 1]);
  expect(tested()).toEqual(['cart.test', 'stock.test till.test']);
});

test('a file that went and comes back during a run is told to the runner as both', async () => {
  const hung = Promise.withResolvers<RunResult>();
  const answers = [hung.promise, pass];
  const { watcher, queue, change, tested, ended, runner } = createHarness(() => answers.shift() ?? pass);
  change('cart.test', 'deleted');
  watcher.start();
  await vi.waitFor(() => expect(tested()).toHaveLength(1));
  change('cart.test', 'added');
  await vi.waitFor(() => expect(queue.size()).toBe(0));
  expect(ended).toEqual(['cancelled', 'pass']);
  expect(runner.changed.mock.calls.map(([changes]) => changes.map(({ kind }) => kind))).toEqual([
    ['deleted'],
    ['deleted', 'modified'],
  ]);
});

/** What node:sqlite throws while another program has the file. */
const locked = () => Object.assign(new Error('database is locked'), { errcode: 5 });
/** Time passes only when a test says so. */
function holdTimers(): void {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
}
const throwLocked = () => {
  throw locked();
};

test('a queue that is locked is no tree without changes, is told once, and is tried again', async () => {
  holdTimers();
  const { watcher, queue, change, faults, tested } = createHarness();
  const lease = vi.spyOn(queue, 'lease').mockImplementation(throwLocked);
  change('cart');
  watcher.start();
  expect(await watcher.settled()).toMatchObject([{ status: 'error' }]);
  await vi.advanceTimersByTimeAsync(4000);
  expect(lease).toHaveBeenCalledTimes(3);
  expect(faults).toEqual(['queue: database is locked; it is tried again']);
  lease.mockRestore();
  await vi.advanceTimersByTimeAsync(2000);
  expect(queue.size()).toBe(0);
  expect(tested()).toEqual(['cart.test']);
});

test('a history that is locked when tests are chosen is no runner that has died, and is tried again', async () => {
  holdTimers();
  const { watcher, queue, change, faults, ended, parts } = createHarness();
  parts.select.mockRejectedValueOnce(locked());
  change('cart');
  watcher.start();
  expect(await watcher.settled()).toMatchObject([{ status: 'error' }]);
  expect([faults, ended]).toEqual([['history: database is locked; it is tried again'], []]);
  await vi.advanceTimersByTimeAsync(2000);
  expect(queue.size()).toBe(0);
  expect(ended).toEqual(['pass']);
});

test('changes leave the queue only when the history that was locked knows what came of them', async () => {
  holdTimers();
  const { watcher, queue, change, history, ended } = createHarness(() => ({ ...pass, status: 'fail' }));
  history.record.mockImplementationOnce(throwLocked).mockImplementationOnce(throwLocked);
  change('cart');
  watcher.start();
  await watcher.settled();
  expect([ended, queue.size()]).toEqual([['fail'], 1]);
  await vi.advanceTimersByTimeAsync(2000);
  expect(queue.size()).toBe(0);
  expect([ended, history.record.mock.calls.length]).toEqual([['fail'], 3]);
});

test('what tests write into the tree themselves does not make them run for ever', async () => {
  const { watcher, queue, change, tested } = createHarness(() => {
    if (tested().length < 20) change('stamp');
    return pass;
  });
  change('cart');
  watcher.start();
  const results = await watcher.settled();
  expect(tested()).toEqual(['cart.test', ...Array(3).fill('stamp.test')]);
  expect(results.at(-1)).toMatchObject({
    status: 'error',
    errors: [{ type: 'configuration', message: expect.stringMatching(/has changed stamp during .* waits .*ignore/) }],
  });
  expect(queue.size()).toBe(1);
  change('cart');
  await vi.waitFor(() => expect(tested()[4]).toBe('cart.test stamp.test'));
});

test('nor does what they leave behind under a new name each time', async () => {
  const { watcher, change, tested } = createHarness(() => {
    if (tested().length < 20) change(`test/tmp-${tested().length}/out`, 'added');
    return pass;
  });
  change('cart');
  watcher.start();
  const results = await watcher.settled();
  expect(tested()).toHaveLength(4);
  expect(results.at(-1)).toMatchObject({ errors: [{ message: expect.stringContaining('changed test/… during') }] });
});

test('somebody who changes one file again and again, between runs, sees each of them tested', async () => {
  let at = 0;
  const { watcher, change, tested } = createHarness(
    () => pass,
    () => at,
  );
  watcher.start();
  for (let run = 1; run <= 6; run++) {
    at += 1000;
    change('cart', 'modified', at);
    await vi.waitFor(() => expect(tested()).toHaveLength(run));
  }
});

test('a history that cannot be written is told, and the run counts all the same', async () => {
  const { watcher, queue, change, faults, history } = createHarness();
  history.record.mockImplementation(() => {
    throw new Error('disk is full');
  });
  change('cart');
  watcher.start();
  await watcher.settled();
  expect(faults).toEqual(['history: disk is full']);
  expect(queue.size()).toBe(0);
});

test('changes that cannot be sorted out stay in the queue, and the watcher goes on', async () => {
  const { watcher, queue, change, faults, runner } = createHarness();
  runner.changed.mockRejectedValueOnce(new Error('no such runner'));
  change('cart');
  watcher.start();
  await watcher.settled();
  expect(faults).toEqual(['watcher: no such runner']);
  expect(queue.size()).toBe(1);
  change('cart');
  await vi.waitFor(() => expect(queue.size()).toBe(0));
});

test('a runner that cannot say what there is makes a run with an error, and the changes wait', async () => {
  const { watcher, queue, change, ended, parts } = createHarness();
  parts.select.mockRejectedValueOnce(new TestWatcherError('configuration', 'vitest.config.ts does not parse'));
  change('cart');
  watcher.start();
  expect(await watcher.settled()).toMatchObject([{ status: 'error', errors: [{ type: 'configuration' }] }]);
  expect(ended).toEqual(['error']);
  expect(queue.size()).toBe(1);
});

test('a stop in the middle of a run leaves its changes for the next start', async () => {
  const hung = Promise.withResolvers<RunResult>();
  const { watcher, queue, change, tested } = createHarness(() => hung.promise);
  change('cart');
  watcher.start();
  await vi.waitFor(() => expect(tested()).toHaveLength(1));
  await watcher.stop();
  expect(queue.size()).toBe(1);
});
