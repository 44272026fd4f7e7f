import { describe, expect, it } from 'vitest';
import type { Breaker } from '../breaker.ts';
import { failUntilOpen, recover, subject } from '../testing/subject.ts';
import { failureRate } from './failure-rate.ts';
import type { RateOptions } from './rate.ts';

/** One call per character: `.` succeeds, `x` fails, `i` is ignored. */
function calls(breaker: Breaker, script: string): void {
  for (const call of script) {
    const permit = breaker.acquire();
    if (call === '.') breaker.success(permit);
    else if (call === 'x') breaker.failure(permit);
    else breaker.ignore(permit);
  }
}

describe('the failure rate over the last calls', () => {
  const tripRules = [failureRate({ rate: 0.5, windowCalls: 4, minimumCalls: 4 })];

  it('trips at the rate, on enough calls', () => {
    const { breaker } = subject({ tripRules });
    calls(breaker, 'xx.');
    expect(breaker.state).toBe('closed');
    calls(breaker, 'x');
    expect(breaker.state).toBe('open');
  });

  it('lets old calls go', () => {
    const { breaker } = subject({ tripRules });
    calls(breaker, 'x...x...x...');
    expect([breaker.state, breaker.counts.failures]).toEqual(['closed', 1]);
  });

  it('does not trip on a success, which makes nothing worse', () => {
    const { breaker } = subject({ tripRules });
    calls(breaker, 'xxx.');
    expect(breaker.state).toBe('closed');
  });

  it('counts neither ignored calls nor refused ones', () => {
    const { breaker } = subject({ tripRules });
    calls(breaker, 'x.iiiiiiiix.i');
    expect(breaker.counts.failures).toBe(2);
    calls(breaker, 'x');
    expect(breaker.state).toBe('open');
    for (let call = 0; call < 100; call++) breaker.acquire();
    expect(breaker.counts.failures).toBe(2);
  });

  it('begins with an empty window after a recovery', () => {
    const { breaker, clock } = subject({ tripRules });
    calls(breaker, 'xxxx');
    clock.advance(60_000);
    recover(breaker);
    expect(failUntilOpen(breaker)).toBe(4);
  });

  it('shows how many failures would trip at present', () => {
    const rule = failureRate({ rate: 0.1, windowCalls: 100, minimumCalls: 20 });
    const { breaker } = subject({ tripRules: [rule] });
    expect(breaker.counts).toMatchObject({ failures: 0, failureThreshold: 2 });
    calls(breaker, '.'.repeat(30));
    expect(breaker.counts.failureThreshold).toBe(3);
    calls(breaker, '.');
    expect(breaker.counts.failureThreshold).toBe(4);
  });
});

it('asks for no more failures than the rate says, though the product is inexact', () => {
  const rule = failureRate({ rate: 0.07, windowCalls: 100, minimumCalls: 100 });
  expect(subject({ tripRules: [rule] }).breaker.counts.failureThreshold).toBe(7);
});

describe('the failure rate over the last time', () => {
  const tripRules = [failureRate({ rate: 0.5, windowMs: 10_000, minimumCalls: 4 })];

  it('trips on the calls of the window', () => {
    const { breaker, clock } = subject({ tripRules });
    calls(breaker, 'x.x');
    clock.advance(5_000);
    calls(breaker, 'x');
    expect(breaker.state).toBe('open');
  });

  it('forgets what is older, also when no call came in between', () => {
    const { breaker, clock } = subject({ tripRules });
    calls(breaker, 'xxx');
    clock.advance(10_000);
    expect(breaker.counts.failures).toBe(0);
    calls(breaker, 'x');
    expect(breaker.state).toBe('closed');
  });

  it('needs the minimum of calls, ten by default', () => {
    const { breaker } = subject({ tripRules: [failureRate({ rate: 0.5, windowMs: 10_000 })] });
    expect(failUntilOpen(breaker)).toBe(10);
  });
});

describe('the options of the failure rate', () => {
  it.each<[RateOptions, string]>([
    [{ rate: 0, windowCalls: 10 }, 'failureRate rate must be a number > 0 and <= 1, not 0'],
    [{ rate: 50, windowCalls: 10 }, 'failureRate rate must be a number > 0 and <= 1, not 50'],
    [{ rate: 0.5, windowCalls: 0 }, 'failureRate windowCalls must be an integer >= 1, not 0'],
    [{ rate: 0.5, windowMs: -1 }, 'failureRate windowMs must be a number >= 1, not -1'],
    [{ rate: 0.5, windowCalls: 5, minimumCalls: 6 }, 'minimumCalls must be an integer >= 1 and <= 5, not 6'],
    [{ rate: 0.5 } as RateOptions, 'failureRate needs either windowCalls or windowMs'],
    [{ rate: 0.5, windowCalls: 1, windowMs: 1 } as unknown as RateOptions, 'either windowCalls or windowMs'],
  ])('are checked: %j', (options, message) => {
    expect(() => failureRate(options)).toThrow(message);
  });
});
