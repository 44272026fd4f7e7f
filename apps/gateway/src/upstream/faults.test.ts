import { describe, expect, it } from 'vitest';
import { faults } from './testing/requests.ts';

describe('faults', () => {
  it('of our own machine are told as such', () => {
    const cause = Object.assign(new Error('connect EMFILE'), { code: 'EMFILE' });
    expect(faults.connection(cause).fault).toEqual({
      kind: 'local',
      errorType: 'local_resources',
      message: 'Provider was not called, for want of resources here (EMFILE)',
    });
  });

  it('tell of time in whole milliseconds', () => {
    expect(faults.timeout('idle', 997.910_156_25).fault.message).toContain(' 998 ms');
  });

  it('are told in a sentence, not a page', () => {
    expect(faults.badAnswer('x'.repeat(10_000)).fault.message.length).toBeLessThan(500);
  });
});
