import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createLogger } from './logger.ts';
import { createScrubber } from './redact.ts';
import { captureLog } from './testing/captured-log.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

test('a line is JSON with time, level as a word, program and message', () => {
  const { logger, lines } = captureLog({ name: 'gateway' });
  logger.info({ provider: 'deepseek' }, 'ready');
  expect(lines).toEqual([
    {
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      pid: process.pid,
      name: 'gateway',
      provider: 'deepseek',
      msg: 'ready',
    },
  ]);
});

test('the level comes from LOG_LEVEL unless given', () => {
  vi.stubEnv('LOG_LEVEL', 'warn');
  expect(createLogger({ name: 'x' }).level).toBe('warn');
  expect(createLogger({ name: 'x', level: 'debug' }).level).toBe('debug');
  vi.stubEnv('LOG_LEVEL', undefined);
  expect(createLogger({ name: 'x' }).level).toBe('info');
});

test('an unknown level is refused with the ones there are', () => {
  vi.stubEnv('LOG_LEVEL', 'loud');
  expect(() => createLogger({ name: 'x' })).toThrow(
    'LOG_LEVEL is "loud"; use one of trace, debug, info, warn, error, fatal, silent',
  );
});

describe('a credential never reaches a line', () => {
  const secret = 'kT9-planted.secret/42';
  const cases: [string, (log: ReturnType<typeof captureLog>['logger']) => void][] = [
    ['as a header', (log) => log.info({ headers: { authorization: secret } })],
    ['as a header with capitals', (log) => log.info({ headers: { Authorization: secret, 'X-Api-Key': secret } })],
    ['as a header of a request', (log) => log.info({ req: { headers: { 'x-api-key': secret, cookie: secret } } })],
    ['as a setting', (log) => log.info({ provider: { api_key: secret, apiKey: secret, password: secret } })],
    ['as a header with several values', (log) => log.info({ headers: { 'set-cookie': ['a]"', secret], host: 'x' } })],
    ['as a header of anything at any depth', (log) => log.info({ a: { b: [{ c: { AUTHORIZATION: secret } }] } })],
    ['as a bearer token in a message', (log) => log.info(`sent Bearer ${secret}`)],
    ['as a property of an error', (log) => log.error({ err: Object.assign(new Error('no'), { config: { secret } }) })],
    [
      'as a header deep in an error',
      (log) => log.error({ err: Object.assign(new Error('no'), { request: { headers: { authorization: secret } } }) }),
    ],
  ];
  test.each(cases)('%s', (_, write) => {
    const { logger, text } = captureLog();
    write(logger);
    expect(text()).not.toBe('');
    expect(text()).not.toContain(secret);
  });

  test.each(['sk-0123456789abcdef', 'sk-sandbox-deepseek-1', 'pplx-AbC123_xyz'])('in the shape of %s', (key) => {
    const { logger, text } = captureLog();
    logger.error({ err: new Error(`401 for ${key}`, { cause: new Error(`key ${key}`) }), detail: [{ key }] }, key);
    expect(text()).not.toContain(key);
    expect(text()).toContain('[secret]');
  });

  test('when it was named as a secret, whatever it looks like and wherever it stands', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 8, unit: 'binary' }), (key) => {
        const { logger, text } = captureLog({ secrets: [key] });
        const written = JSON.stringify(key).slice(1, -1);
        logger.info({ deep: { list: [`<${key}>`] } }, `message ${key}`);
        expect(text().replaceAll('[secret]', '')).not.toContain(written);
      }),
    );
  });
});

test('what merely resembles a key is left alone', () => {
  const scrub = createScrubber();
  const line = 'task-runner disk-usage risk-averse desk-lamps deepseek-1 bearers of news';
  expect(scrub(line)).toBe(line);
});

test('an error is logged with type, code, stack and causes, and endless causes end', () => {
  const { logger, lines } = captureLog();
  const inner = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
  const outer = new TypeError('cannot call', { cause: inner });
  const endless = new Error('endless');
  endless.cause = endless;
  logger.error({ err: outer });
  logger.error({ err: endless });
  expect(lines[0]).toMatchObject({
    err: {
      type: 'TypeError',
      message: 'cannot call',
      stack: expect.stringContaining('logger.test.ts'),
      cause: { code: 'ECONNREFUSED', message: 'refused' },
    },
  });
  expect(lines).toHaveLength(2);
});
