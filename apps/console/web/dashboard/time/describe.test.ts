import { expect, it } from 'vitest';
import { describeRange } from './describe.ts';

it.each([
  ['now-15m', 'now', 'Last 15 minutes'],
  ['now-1d/d', 'now-1d/d', 'Yesterday'],
  ['now-20m', 'now', 'Last 20 minutes'],
  ['now-1y', 'now', 'Last 1 year'],
  ['now-2h', 'now-1h', 'now-2h to now-1h'],
  ['1769880000000', '1769883600000', '2026-01-31 17:20:00 to 18:20:00'],
  ['2026-01-31T17:20:00Z', '2026-02-01T17:20:00Z', '2026-01-31 17:20:00 to 2026-02-01 17:20:00'],
  ['nonsense', 'now', 'nonsense to now'],
])('from %s to %s reads %s', (from, to, text) => {
  expect(describeRange({ from, to, timeZone: 'utc' })).toBe(text);
});
