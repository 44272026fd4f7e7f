import { describe, expect, it } from 'vitest';
import { nearest } from './nearest.ts';

const known = ['host', 'port', 'failure_threshold', 'timeout_seconds'];

describe('nearest', () => {
  it.each([
    ['prot', 'port'],
    ['failureThreshold', 'failure_threshold'],
    ['failure-treshold', 'failure_threshold'],
    ['timeout_second', 'timeout_seconds'],
  ])('takes %s for %s', (word, meant) => expect(nearest(word, known)).toBe(meant));

  it('knows when nothing is near', () => expect(nearest('colour', known)).toBeUndefined());
});
