import { createLogger, createService } from '@switchgear/service';
import { createRegistry } from '@switchgear/telemetry';
import { expect, it } from 'vitest';
import { outcome, record, temporaryHistory } from '../history/testing/fixture.ts';
import { mountRoutes } from './routes.ts';

it('lists flaky cases with their passes since, and forgets those that somebody has mended, though not for a page', async () => {
  const history = temporaryHistory({ now: () => 1_000 });
  for (const status of ['fail', 'pass', 'pass'] as const) {
    record(history, 'A', [outcome('adds', status), outcome('sorts', status)]);
  }
  const name = 'test-watcher';
  const logger = createLogger({ name, level: 'silent' });
  const { app } = createService({ name, logger, registry: createRegistry(), host: '127.0.0.1', port: 0 });
  mountRoutes(app, '/code/shop', history);
  const flaky = async () => (await app.inject('/api/v1/tests')).json().flaky;
  const reason = 'passed and failed with nothing changed';
  const sorts = { file: 'a.test.ts', name: 'sorts', reason, since: 1_000, clean_runs: 1 };
  expect(await flaky()).toEqual([{ ...sorts, name: 'adds' }, sorts]);
  const forget = async (query: string) => (await app.inject({ method: 'DELETE', url: `/api/v1/flaky${query}` })).json();
  for (const origin of ['https://evil.example', 'http://localhost:8001', 'null']) {
    const refused = await app.inject({ method: 'DELETE', url: '/api/v1/flaky', headers: { origin } });
    expect(refused.statusCode).toBe(403);
  }
  expect(await flaky()).toHaveLength(2);
  expect(await forget('?file=a.test.ts&name=adds')).toEqual({ forgotten: 1 });
  expect(await flaky()).toEqual([sorts]);
  expect(await forget('?file=b.test.ts')).toEqual({ forgotten: 0 });
  expect(await forget('')).toEqual({ forgotten: 1 });
  expect(await flaky()).toEqual([]);
});
