import { describe, expect, it } from 'vitest';
import { parseHttpDate } from './http-date.ts';

describe('an HTTP date', () => {
  it.each(['Sun, 06 Nov 1994 08:49:37 GMT', 'Sunday, 06-Nov-94 08:49:37 GMT', 'Sun Nov  6 08:49:37 1994'])(
    'may be written as %s',
    (value) => expect(parseHttpDate(value)).toBe(Date.UTC(1994, 10, 6, 8, 49, 37)),
  );

  it.each([
    'foo 2999',
    '2999',
    '5, 10',
    '1994-11-06T08:49:37Z',
    'Sun, 06 Nov 1994 08:49:37',
    'Sun, 06 Nov 1994 08:49:37 CET',
    'Sun, 06 Nov 1994 99:49:37 GMT',
    '30 seconds',
    '',
  ])('is not %j', (value) => expect(parseHttpDate(value)).toBeUndefined());
});
