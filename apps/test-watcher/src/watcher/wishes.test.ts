import { expect, test, vi } from 'vitest';
import type { RunResult } from '../model.ts';
import { createHarness, errorOf, pass } from './testing/harness.ts';

test('a first run that could not be carried out comes after the next change that is tested', async () => {
  const answers = [errorOf('runner_missing'), errorOf('runner_missing'), pass, pass];
  const { watcher, change, tested } = createHarness(() => answers.shift() ?? pass);
  watcher.ask('first_run');
  watcher.start();
  await watcher.settled();
  change('cart');
  await vi.waitFor(() => expect(tested()).toEqual(['all', 'cart.test']));
  await watcher.settled();
  change('cart');
  await vi.waitFor(() => expect(tested()).toEqual(['all', 'cart.test', 'cart.test', 'all']));
  await watcher.settled();
  change('stock');
  await vi.waitFor(() => expect(tested().slice(4)).toEqual(['stock.test']));
});

test('a change that runs everything stands for a first run that is owed', async () => {
  const answers = [errorOf('runner_missing'), pass];
  const { watcher, queue, change, tested } = createHarness(() => answers.shift() ?? pass);
  watcher.ask('first_run');
  watcher.start();
  await watcher.settled();
  change('config');
  change('stock');
  await vi.waitFor(() => expect(queue.size()).toBe(0));
  await watcher.settled();
  expect(tested()).toEqual(['all', 'all']);
});

test('the first run tests what waits with everything else, once', async () => {
  const { watcher, queue, change, tested, chosen } = createHarness();
  change('cart');
  watcher.ask('first_run');
  watcher.start();
  expect(await watcher.settled()).toMatchObject([{ status: 'pass' }]);
  expect(tested()).toEqual(['all']);
  expect(chosen).toEqual(['the first run']);
  expect(queue.size()).toBe(0);
});

test('a first run with what waits, which dies, is owed after the changes', async () => {
  const answers = [errorOf('runner_missing'), pass, pass];
  const { watcher, queue, change, tested } = createHarness(() => answers.shift() ?? pass);
  change('cart');
  watcher.ask('first_run');
  watcher.start();
  await watcher.settled();
  expect(queue.size()).toBe(1);
  change('stock');
  await vi.waitFor(() => expect(queue.size()).toBe(0));
  await watcher.settled();
  expect(tested()).toEqual(['all', 'cart.test stock.test', 'all']);
});

test('a first run that begins anew is still called the first', async () => {
  const hung = Promise.withResolvers<RunResult>();
  const answers = [hung.promise, pass, pass];
  const { watcher, change, tested, chosen } = createHarness(() => answers.shift() ?? pass);
  watcher.ask('first_run');
  watcher.start();
  await vi.waitFor(() => expect(tested()).toEqual(['all']));
  change('config');
  await vi.waitFor(() => expect(chosen).toEqual(['the first run', 'config changed', 'the first run']));
});

test('what was asked for goes on after the change that came between', async () => {
  const hung = Promise.withResolvers<RunResult>();
  const answers = [hung.promise, pass, pass];
  const { watcher, change, tested } = createHarness(() => answers.shift() ?? pass);
  watcher.start();
  watcher.ask('run_all');
  await vi.waitFor(() => expect(tested()).toEqual(['all']));
  change('config');
  await vi.waitFor(() => expect(tested()).toEqual(['all', 'all', 'all']));
});

test('a run that is given up leaves its changes waiting for the next one', async () => {
  const hung = Promise.withResolvers<RunResult>();
  const answers = [hung.promise, pass];
  const { watcher, queue, change, tested, notes, ended } = createHarness(() => answers.shift() ?? pass);
  change('config');
  watcher.start();
  await vi.waitFor(() => expect(tested()).toEqual(['all']));
  watcher.ask('cancel');
  await watcher.settled();
  expect([queue.size(), ended, notes]).toEqual([1, ['cancelled'], [expect.stringContaining('wait for the next one')]]);
  change('stock');
  await vi.waitFor(() => expect(queue.size()).toBe(0));
  expect(tested()).toEqual(['all', 'all']);
});

test('a rerun tests what waits because its run was given up', async () => {
  const hung = Promise.withResolvers<RunResult>();
  const answers = [hung.promise, pass];
  const { watcher, queue, change, tested } = createHarness(() => answers.shift() ?? pass);
  change('cart');
  watcher.start();
  await vi.waitFor(() => expect(tested()).toEqual(['cart.test']));
  watcher.ask('cancel');
  await watcher.settled();
  watcher.ask('rerun');
  await vi.waitFor(() => expect(queue.size()).toBe(0));
  expect(tested()).toEqual(['cart.test', 'cart.test']);
});

test('a run of everything that is given up with what waits is not begun anew', async () => {
  const hung = Promise.withResolvers<RunResult>();
  const answers = [hung.promise, pass];
  const { watcher, queue, change, tested } = createHarness(() => answers.shift() ?? pass);
  change('cart');
  watcher.ask('run_all');
  watcher.start();
  await vi.waitFor(() => expect(tested()).toEqual(['all']));
  watcher.ask('cancel');
  await watcher.settled();
  change('stock');
  await vi.waitFor(() => expect(queue.size()).toBe(0));
  await watcher.settled();
  expect(tested()).toEqual(['all', 'cart.test stock.test']);
});

test('what was asked for and given up is not begun anew, and can be asked for again', async () => {
  const hung = Promise.withResolvers<RunResult>();
  const answers = [hung.promise, pass];
  const { watcher, tested } = createHarness(() => answers.shift() ?? pass);
  watcher.start();
  watcher.ask('cancel');
  watcher.ask('run_all');
  await vi.waitFor(() => expect(tested()).toEqual(['all']));
  watcher.ask('cancel');
  await watcher.settled();
  watcher.ask('rerun');
  await vi.waitFor(() => expect(tested()).toEqual(['all', 'all']));
});

test('only the cases that failed are run again when that is asked for, and take snapshots anew', async () => {
  const { watcher, requests, history } = createHarness(() => ({ ...pass, loaded: new Map([['cart.test', []]]) }));
  watcher.start();
  watcher.ask('rerun_failed');
  await vi.waitFor(() => expect(requests).toHaveLength(1));
  expect(requests[0]).toMatchObject({ tests: ['cart.test'], cases: ['adds'] });
  expect(requests[0]).not.toHaveProperty('updatesSnapshots');
  await watcher.settled();
  watcher.ask('update_snapshots');
  await vi.waitFor(() => expect(requests).toHaveLength(2));
  expect(requests[1]).toMatchObject({ tests: ['cart.test'], cases: ['adds'], updatesSnapshots: true });
  await watcher.settled();
  const contents = history.record.mock.calls.map(([{ contentOf }]) => contentOf('cart.test'));
  expect(contents, 'nobody takes it for flaky').toEqual(['the same', undefined]);
});

test('a test file that fails before it has cases is run again as a whole', async () => {
  const { watcher, requests, history } = createHarness();
  history.broken.mockReturnValue(['cart.test']);
  watcher.start();
  watcher.ask('rerun_failed');
  await vi.waitFor(() => expect(requests).toHaveLength(1));
  expect(requests[0]).not.toHaveProperty('cases');
});

test('a rerun of nothing says so', async () => {
  const { watcher, notes } = createHarness();
  watcher.start();
  watcher.ask('rerun');
  await vi.waitFor(() => expect(notes).toEqual(['Nothing has run yet.']));
});
