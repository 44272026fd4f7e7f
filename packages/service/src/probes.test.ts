import { createRegistry } from '@switchgear/telemetry';
import { parseExposition } from '@switchgear/telemetry/testing';
import { describe, expect, test } from 'vitest';
import type { Check } from './check.ts';
import { makeService, startService } from './testing/start-service.ts';

const fine: Check = { name: 'fine', run: () => {} };
const down: Check = {
  name: 'store',
  run: () => {
    throw new Error('refused Bearer abc123.def');
  },
};

describe('/health', () => {
  test('is 200 while nothing inside is stuck, whatever the state of others', async () => {
    const { url } = await startService({ health: [fine], ready: [down], dependencies: [down] });
    const answer = await fetch(`${url}/health`);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({
      status: 'ok',
      service: 'demo',
      uptime_seconds: expect.any(Number),
      failing: [],
      checks: [{ name: 'fine', status: 'pass', duration_ms: expect.any(Number) }],
    });
  });

  test('is 503 and says why when a liveness check fails', async () => {
    const { url } = await startService({ health: [fine, { ...down, name: 'main loop' }] });
    const answer = await fetch(`${url}/health`);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ status: 'failing', failing: ['main loop'] });
  });
});

describe('/ready', () => {
  test('is 200 when every check passes', async () => {
    const { url } = await startService({ ready: [fine] });
    const answer = await fetch(`${url}/ready`);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ status: 'ready', failing: [] });
  });

  test('is 503, names what failed and why, and quotes no credential', async () => {
    const { url } = await startService({ ready: [fine, down] });
    const answer = await fetch(`${url}/ready`);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({
      status: 'not_ready',
      failing: ['store'],
      checks: [{ name: 'fine' }, { name: 'store', status: 'fail', reason: 'refused [secret]' }],
    });
  });
});

describe('/metrics', () => {
  test('is in the text format with exactly the Content-Type that Prometheus 3 demands', async () => {
    const { url } = await startService({ registry: createRegistry() });
    const answer = await fetch(`${url}/metrics`);
    const text = await answer.text();
    expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(() => parseExposition(text)).not.toThrow();
  });

  test('asks the checks itself, so that the gauges are true when nobody probes', async () => {
    const { url } = await startService({ health: [fine], ready: [down], dependencies: [{ ...down, name: 'redis' }] });
    const found = parseExposition(await (await fetch(`${url}/metrics`)).text());
    expect(found.value('service_health_check_status', { check_name: 'fine' })).toBe(1);
    expect(found.value('service_health_check_status', { check_name: 'store' })).toBe(0);
    expect(found.value('service_dependency_status', { dependency: 'redis' })).toBe(0);
  });

  test('arrives whole when it is larger than any buffer on the way', async () => {
    const { url, service } = await startService();
    const lines = 50_000;
    service.registry.addSource({
      metrics: ['circuit_breaker_state'],
      *lines() {
        for (let key = 0; key < lines; key += 1) yield `circuit_breaker_state{key_id="k${key}",provider="p"} 0\n`;
      },
    });
    const found = parseExposition(await (await fetch(`${url}/metrics`)).text());
    expect(found.samples('circuit_breaker_state')).toHaveLength(lines);
  });
});

test('a scrape that cannot be made is a 500, is logged, and the next one may work', async () => {
  const { url, service, log } = await startService();
  let broken = true;
  service.registry.beforeScrape(() => {
    if (broken) throw new Error('no such host');
  });
  expect((await fetch(`${url}/metrics`)).status).toBe(500);
  expect(log.lines.at(-1)).toMatchObject({ level: 'error', msg: expect.stringContaining('no such host') });
  broken = false;
  expect((await fetch(`${url}/metrics`)).status).toBe(200);
});

describe('the log of requests', () => {
  test('has no line for a request that was served, nor for one that was the caller’s mistake', async () => {
    const { url, log, service } = await startService();
    const before = log.lines.length;
    await fetch(`${url}/health`);
    await fetch(`${url}/nowhere`);
    await fetch(`${url}/health`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{' });
    await service.stop();
    expect(log.lines.slice(before).map(({ msg }) => msg)).toEqual(['demo stops', 'demo has stopped']);
  });

  test('has the route and the cause of one that failed here, without what the client sent', async () => {
    const { service, log } = makeService();
    service.app.get('/items/:id', () => {
      throw new Error('out of order');
    });
    const { url } = await service.start();
    expect((await fetch(`${url}/items/private-id?token=private`)).status).toBe(500);
    expect(log.lines.at(-1)).toMatchObject({
      level: 'error',
      msg: 'GET /items/:id failed: out of order',
      err: { message: 'out of order' },
    });
    expect(log.text()).not.toContain('private');
  });
});
