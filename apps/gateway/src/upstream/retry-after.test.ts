import { describe, expect, it } from 'vitest';
import { rateLimit, retryAfterMs } from './retry-after.ts';

const noon = Date.UTC(2026, 10, 23, 12);
const clock = { now: () => noon };
const http = (at: number) => new Date(at).toUTCString();

describe('how long to stay away', () => {
  it.each([
    ['seconds', { 'retry-after': '30' }, 30_000],
    ['fractions of a second', { 'retry-after': '0.25' }, 250],
    ['zero', { 'retry-after': '0' }, 0],
    ['an HTTP date', { 'retry-after': http(noon + 90_000) }, 90_000],
    ['an HTTP date that has passed', { 'retry-after': http(noon - 5_000) }, 0],
    ['milliseconds, which win', { 'retry-after-ms': '1500', 'retry-after': '2' }, 1_500],
    ['epoch seconds of an exhausted quota', quota({ remaining: '0', reset: String(noon / 1_000 + 20) }), 20_000],
    ['epoch milliseconds of a quota', quota({ reset: String(noon + 20_000) }), 20_000],
    ['seconds of a quota', quota({ reset: '12' }), 12_000],
    ['a duration of a quota', quota({ reset: '6m0.5s' }), 360_500],
    ['milliseconds of a quota', quota({ reset: '120ms' }), 120],
    ['a date of a quota', quota({ reset: new Date(noon + 1_000).toISOString() }), 1_000],
    ['nothing while some of the quota is left', quota({ remaining: '3', reset: '12' }), undefined],
    ['nothing', {}, undefined],
    ['nonsense', { 'retry-after': 'soon', 'x-ratelimit-reset': 'later' }, undefined],
    ['nothing where a date is in no form of HTTP', { 'retry-after': 'foo 2999' }, undefined],
    ['nothing where the date of a quota is in no known form', quota({ reset: 'foo 2999' }), undefined],
    ['a negative number', { 'retry-after': '-3' }, 0],
  ])('may be told as %s', (_title, headers, expected) => {
    const told = retryAfterMs(headers, clock);
    if (expected === 0) expect(told ?? 0).toBe(0);
    else expect(told).toBe(expected);
  });

  it.each([
    ['seconds', { 'retry-after': '9'.repeat(400) }],
    ['milliseconds', { 'retry-after-ms': '9'.repeat(400) }],
    ['a date', { 'retry-after': 'Wed, 21 Oct 2999 07:28:00 GMT' }],
    ['a quota', quota({ reset: '9'.repeat(400) })],
    ['the duration of a quota', quota({ reset: `${'9'.repeat(400)}h` })],
  ])('is never longer than a year, told as %s', (_title, headers) => {
    expect(retryAfterMs(headers, clock)).toBe(365 * 86_400_000);
  });

  it('is measured on the clock of the provider where it shows one', () => {
    const theirs = noon + 3_600_000;
    expect(retryAfterMs({ 'retry-after': http(theirs + 10_000), date: http(theirs) }, clock)).toBe(10_000);
  });
});

describe('the quota', () => {
  it('is read from the headers of OpenAI and of Perplexity', () => {
    expect(rateLimit({ 'x-ratelimit-limit-requests': '60', 'x-ratelimit-remaining-requests': '0' }, clock)).toEqual({
      limit: 60,
      remaining: 0,
    });
    expect(rateLimit({ 'x-ratelimit-limit': '50', 'x-ratelimit-reset': '30' }, clock)).toEqual({
      limit: 50,
      resetMs: 30_000,
    });
    expect(rateLimit({ 'x-ratelimit-remaining': '-1' }, clock)).toBeUndefined();
    expect(rateLimit({}, clock)).toBeUndefined();
  });

  it('is a finite number, however many digits it has', () => {
    const huge = '9'.repeat(400);
    expect(rateLimit({ 'x-ratelimit-limit': huge, 'x-ratelimit-remaining': huge }, clock)).toEqual({
      limit: Number.MAX_SAFE_INTEGER,
      remaining: Number.MAX_SAFE_INTEGER,
    });
  });
});

function quota(parts: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(parts).map(([part, value]) => [`x-ratelimit-${part}`, value]));
}
