import { describe, expect, it } from 'vitest';
import { intervalOf, shifted, timeOf, zoomedOut } from './range.ts';

const now = Date.UTC(2026, 0, 31, 18, 30, 15);
const minute = 60_000;

describe('a range', () => {
  it.each([
    ['now-15m', 'now', 'utc', '2026-01-31T18:15:15.000Z', '2026-01-31T18:30:15.000Z'],
    ['now-1d/d', 'now-1d/d', 'utc', '2026-01-30T00:00:00.000Z', '2026-01-30T23:59:59.999Z'],
    ['now/d', 'now/d', 'Asia/Tokyo', '2026-01-31T15:00:00.000Z', '2026-02-01T14:59:59.999Z'],
    ['1769880000000', '1769883600000', 'utc', '2026-01-31T17:20:00.000Z', '2026-01-31T18:20:00.000Z'],
    [
      '2026-01-31T10:00:00.000Z',
      '2026-01-31T12:00:00+01:00',
      'utc',
      '2026-01-31T10:00:00.000Z',
      '2026-01-31T11:00:00.000Z',
    ],
    [
      '2026-01-30 08:00',
      '2026-01-30 09:15:30',
      'America/New_York',
      '2026-01-30T13:00:00.000Z',
      '2026-01-30T14:15:30.000Z',
    ],
    ['2026-01-30', '2026-01-30', 'utc', '2026-01-30T00:00:00.000Z', '2026-01-30T23:59:59.999Z'],
  ])('from %s to %s in %s is %s to %s', (from, to, zone, start, end) => {
    const interval = intervalOf(from, to, zone, now);
    expect([interval.from, interval.to].map((time) => new Date(time).toISOString())).toEqual([start, end]);
  });

  it.each([
    '',
    'yesterday',
    'now-',
    'now-5',
    'now-5q',
    '2026-13-01',
    '2026-02-30',
    '5',
    '<script>',
    '99999999999999999',
  ])('has no end at “%s”', (text) => {
    expect(() => timeOf(text, true, 'utc', now)).toThrow(/is no time/);
  });

  it('has to begin before it ends', () => {
    expect(() => intervalOf('now', 'now-1h', 'utc', now)).toThrow('now is not before now-1h, so nothing lies between.');
  });
});

describe('a step', () => {
  const range = { from: now - 40 * minute, to: now - 20 * minute };

  it('out doubles the range around its middle', () => {
    expect(zoomedOut(range, now)).toEqual({ from: now - 50 * minute, to: now - 10 * minute });
  });

  it('out of what ends now ends now', () => {
    expect(zoomedOut({ from: now - 20 * minute, to: now }, now)).toEqual({ from: now - 40 * minute, to: now });
  });

  it('earlier goes half a range back', () => {
    expect(shifted(range, -1, now)).toEqual({ from: now - 50 * minute, to: now - 30 * minute });
  });

  it('later goes half a range on, and no further than now', () => {
    expect(shifted(range, 1, now)).toEqual({ from: now - 30 * minute, to: now - 10 * minute });
    expect(shifted({ from: now - 20 * minute, to: now - minute }, 1, now)).toEqual({
      from: now - 19 * minute,
      to: now,
    });
  });
});
