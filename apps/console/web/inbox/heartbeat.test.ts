import { expect, it } from 'vitest';
import { heartbeatOf } from './heartbeat.ts';

const now = Date.parse('2026-01-01T12:00:00Z');

it.each([
  [null, 'none'],
  ['2026-01-01T11:59:00Z', 'alive'],
  ['2026-01-01T11:55:00Z', 'alive'],
  ['2026-01-01T11:54:59Z', 'missing'],
  ['2026-01-01T12:00:30Z', 'alive'],
  ['2026-01-01T12:01:30Z', 'missing'],
])('with the last heartbeat at %s it is %s', (last, state) => {
  expect(heartbeatOf(last, now)).toBe(state);
});
