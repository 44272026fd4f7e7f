import { afterEach, describe, expect, test, vi } from 'vitest';
import { makeService, startService } from './testing/start-service.ts';

afterEach(() => {
  vi.useRealTimers();
});

test('two services live in one process, each with its own port and metrics', async () => {
  const [one, other] = [await startService({ name: 'one' }), await startService({ name: 'other' })];
  one.service.registry.counter('test_watcher_files_processed_total').inc(3);
  expect(one.port).not.toBe(other.port);
  await expect((await fetch(`${one.url}/metrics`)).text()).resolves.toContain('test_watcher_files_processed_total 3');
  await expect((await fetch(`${other.url}/metrics`)).text()).resolves.not.toContain('test_watcher');
  await one.service.stop();
  await expect(fetch(`${one.url}/health`)).rejects.toThrow();
  expect((await fetch(`${other.url}/health`)).status).toBe(200);
});

describe('starting', () => {
  test('on a port in use names the process that holds it and the setting to change, after cleaning up', async () => {
    const holder = await startService();
    const { service } = makeService({ port: holder.port, portSetting: 'gateway.port' });
    let cleaned = false;
    service.onStop('database', () => {
      cleaned = true;
    });
    const error = await service.start().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'port_in_use' });
    expect(String(error)).toContain(`port ${holder.port} is in use by node`);
    expect(String(error)).toContain(`(pid ${process.pid}); stop it or set gateway.port to another port`);
    expect(cleaned).toBe(true);
    expect((await fetch(`${holder.url}/health`)).status).toBe(200);
  });

  test('on an address that this machine does not have says so', async () => {
    const { service } = makeService({ host: '192.0.2.1' });
    await expect(service.start()).rejects.toMatchObject({
      code: 'address_unavailable',
      message: expect.stringContaining('this machine has no address 192.0.2.1'),
    });
  });

  test('is possible once', async () => {
    const { service } = await startService();
    await expect(service.start()).rejects.toMatchObject({ code: 'not_startable' });
    const { service: stopped } = makeService();
    await stopped.stop();
    await expect(stopped.start()).rejects.toMatchObject({ code: 'not_startable' });
  });
});

describe('stopping', () => {
  test('closes the server first and then undoes what was set up before it, in reverse', async () => {
    const { service } = makeService();
    const events: string[] = [];
    for (const name of ['database', 'pool']) {
      service.onStop(name, () => {
        events.push(`${name}, listening: ${service.app.server.listening}`);
      });
    }
    await service.start();
    service.onStop('streams', () => {
      events.push(`streams, listening: ${service.app.server.listening}`);
    });
    await service.stop();
    expect(events).toEqual(['streams, listening: true', 'pool, listening: false', 'database, listening: false']);
  });

  test('twice is once, with one answer', async () => {
    const { service } = await startService();
    let runs = 0;
    service.onStop('count', () => {
      runs += 1;
      throw new Error('no');
    });
    expect(await Promise.all([service.stop(), service.stop()])).toEqual([['count'], ['count']]);
    expect(runs).toBe(1);
  });

  test('in the middle of starting leaves nothing listening', async () => {
    const { service } = makeService();
    const starting = service.start();
    await service.stop();
    await starting;
    expect(service.app.server.listening).toBe(false);
  });

  test('makes it unready at once, while it still answers', async () => {
    const { service, url } = await startService();
    let answer: Response | undefined;
    service.onStop('look', async () => {
      answer = await fetch(`${url}/ready`);
    });
    await service.stop();
    expect(answer?.status).toBe(503);
    expect(await answer?.json()).toMatchObject({ failing: ['running'] });
  });

  test('lets an open request finish', async () => {
    const { service } = makeService();
    const reached = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    service.app.get('/slow', async () => {
      reached.resolve();
      await release.promise;
      return 'done';
    });
    const { url } = await service.start();
    const answer = fetch(`${url}/slow`);
    await reached.promise;
    const stopping = service.stop();
    release.resolve();
    expect(await (await answer).text()).toBe('done');
    expect(await stopping).toEqual([]);
  });

  test('cuts a request that does not end within the drain time', async () => {
    const { service } = makeService({ drainTimeoutMs: 3000 });
    const reached = Promise.withResolvers<void>();
    service.app.get('/hang', () => {
      reached.resolve();
      return new Promise(() => {});
    });
    const { url } = await service.start();
    const answer = expect(fetch(`${url}/hang`)).rejects.toThrow();
    await reached.promise;
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const stopping = service.stop();
    await vi.advanceTimersByTimeAsync(3000);
    vi.useRealTimers();
    expect(await stopping).toEqual([]);
    await answer;
  });
});

test('two checks that share a name are refused', () => {
  const check = (): { name: string; run(): void } => ({ name: 'same', run: () => {} });
  expect(() => makeService({ health: [check()], ready: [check()] })).toThrow(
    expect.objectContaining({ code: 'duplicate_check' }),
  );
});
