import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { runService } from './run.ts';
import type { Service } from './service.ts';
import { captureLog } from './testing/captured-log.ts';
import { makeService } from './testing/start-service.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Stands in for `process`: events are emitted by the test, exits are noted. */
class FakeProcess extends EventEmitter {
  readonly exits: number[] = [];

  exit(code: number): void {
    this.exits.push(code);
  }
}

async function run(create: () => Service | Promise<Service> = () => makeService().service) {
  const host = new FakeProcess();
  const log = captureLog();
  const clock = { at: 0 };
  const listening = Promise.withResolvers<Service>();
  const done = runService(
    async () => {
      const service = await create();
      service.app.addHook('onListen', () => listening.resolve(service));
      return service;
    },
    { name: 'demo', host, logger: log.logger, now: () => clock.at, stopTimeoutMs: 30_000 },
  );
  return { host, log, clock, done, listening: listening.promise };
}

describe.each(['SIGINT', 'SIGTERM', 'SIGHUP'])('%s', (signal) => {
  test('stops the service in order with status 0', async () => {
    const { host, done, listening } = await run();
    const service = await listening;
    host.emit(signal);
    await done;
    expect(service.app.server.listening).toBe(false);
    expect(host.exits).toEqual([0]);
    expect(host.eventNames(), 'nothing is left listening to the process').toEqual([]);
  });
});

test('when the parent goes away, the service stops', async () => {
  const { host, done, listening } = await run();
  await listening;
  host.emit('disconnect');
  await done;
  expect(host.exits).toEqual([0]);
});

test.each(['uncaughtException', 'unhandledRejection'])('%s is fatal, and still stops in order', async (event) => {
  const { host, log, done, listening } = await run();
  const service = await listening;
  let cleaned = false;
  service.onStop('state', () => {
    cleaned = true;
  });
  host.emit(event, new Error('surprise'));
  await done;
  expect(cleaned).toBe(true);
  expect(host.exits).toEqual([1]);
  expect(log.lines).toContainEqual(
    expect.objectContaining({ level: 'fatal', msg: 'stopping after a fault: surprise', event }),
  );
});

test('a fault while stopping is not forgotten', async () => {
  const { host, done, listening } = await run();
  const service = await listening;
  service.onStop('state', () => {
    host.emit('uncaughtException', new Error('surprise'));
  });
  host.emit('SIGTERM');
  await done;
  expect(host.exits).toEqual([1]);
});

test('a clean-up that fails gives status 1', async () => {
  const { host, done, listening } = await run();
  (await listening).onStop('state', () => Promise.reject(new Error('disk full')));
  host.emit('SIGTERM');
  await done;
  expect(host.exits).toEqual([1]);
});

test('a second signal exits at once, but not the echo of the first', async () => {
  const { host, clock, listening } = await run();
  const hung = Promise.withResolvers<void>();
  (await listening).onStop('hung', () => hung.promise);
  host.emit('SIGINT');
  clock.at = 499;
  host.emit('SIGTERM');
  expect(host.exits).toEqual([]);
  clock.at = 500;
  host.emit('SIGINT');
  expect(host.exits).toEqual([130]);
  hung.resolve();
});

test('a stop that takes too long in all is cut off', async () => {
  const { host, log, listening } = await run();
  const service = await listening;
  const hung = Promise.withResolvers<void>();
  service.onStop('hung', () => hung.promise, { timeoutMs: 60_000 });
  host.emit('SIGTERM');
  await vi.advanceTimersByTimeAsync(30_000);
  expect(host.exits).toEqual([1]);
  expect(log.lines.at(-1)).toMatchObject({ level: 'fatal', msg: 'demo did not stop within 30000 ms: ending at once' });
  hung.resolve();
});

test('a service that cannot be made or started ends with status 1 and says why', async () => {
  const { host, log, done } = await run(() => Promise.reject(new Error('switchgear.yaml: unknown key')));
  await done;
  expect(host.exits).toEqual([1]);
  expect(log.lines).toMatchObject([{ level: 'fatal', msg: 'demo cannot start: switchgear.yaml: unknown key' }]);
});

test('a signal while the service is being made stops it without its ever listening', async () => {
  const made = Promise.withResolvers<Service>();
  const { host, done } = await run(() => made.promise);
  host.emit('SIGINT');
  const { service } = makeService();
  made.resolve(service);
  await done;
  expect(service.address).toBeUndefined();
  expect(host.exits).toEqual([0]);
});
