import { expect, it } from 'vitest';
import { describeRecord } from './audit.ts';

const record = { time: '2026-01-01T00:00:00.000Z', client: '::1', outcome: 'done' } as const;

it('a change is told with what it was done to and its values', () => {
  const details = { key_id: 'deepseek-1', mode: 'forced_open' };
  expect(describeRecord({ ...record, action: 'breaker.override', details })).toEqual({
    what: 'Override',
    whom: 'deepseek-1',
    values: 'mode forced open',
  });
});

it('a refusal, and an action of another name, are told as they are', () => {
  expect(describeRecord({ ...record, outcome: 'refused', action: 'GET /api/v1/keys' }).what).toBe(
    'Refused without the right token: GET /api/v1/keys',
  );
  expect(describeRecord({ ...record, action: 'keys.shuffle' })).toEqual({ what: 'keys.shuffle', whom: '', values: '' });
});
