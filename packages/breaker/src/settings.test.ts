import { describe, expect, it } from 'vitest';
import { Breaker } from './breaker.ts';
import type { BreakerOptions } from './options.ts';
import { defaultSettings, resolveSettings } from './settings.ts';

describe('the options of a breaker', () => {
  it('come to the same defaults whether none or an empty object is given', () => {
    const { rules, ...rest } = resolveSettings({}, defaultSettings);
    const { rules: defaultRules, ...defaults } = defaultSettings;
    expect(rest).toEqual(defaults);
    expect(rules.map(({ kind }) => kind)).toEqual(defaultRules.map(({ kind }) => kind));
    expect(new Breaker().counts.failureThreshold).toBe(5);
    expect(new Breaker({}).counts.failureThreshold).toBe(5);
  });

  it.each<[BreakerOptions, string]>([
    [{ failureThreshold: 0 }, 'failureThreshold must be an integer >= 1, not 0'],
    [{ successThreshold: 1.5 }, 'successThreshold must be an integer >= 1, not 1.5'],
    [{ halfOpenMaxCalls: 0 }, 'halfOpenMaxCalls must be an integer >= 1, not 0'],
    [{ timeoutMs: 0 }, 'timeoutMs must be a number > 0, not 0'],
    [{ timeoutMs: Number.NaN }, 'timeoutMs must be a number > 0, not NaN'],
    [{ timeoutMs: Number.POSITIVE_INFINITY }, 'timeoutMs must be a number > 0, not Infinity'],
    [{ retryAfterCapMs: -1 }, 'retryAfterCapMs must be a number >= 0, not -1'],
    [{ probeExpiryMs: 0 }, 'probeExpiryMs must be a number > 0, not 0'],
    [{ openGrowth: { factor: 0.5 } }, 'openGrowth.factor must be a number >= 1, not 0.5'],
    [{ openGrowth: { maxMultiplier: 0 } }, 'openGrowth.maxMultiplier must be a number >= 1, not 0'],
    [{ openGrowth: { jitter: 1 } }, 'openGrowth.jitter must be a number >= 0 and'],
    [{ tripRules: [] }, 'tripRules must name at least one rule; leave it out for the default'],
    [{ ramp: { durationMs: 0 } }, 'ramp.durationMs must be a number > 0, not 0'],
    [{ ramp: { durationMs: 1, initialShare: 2 } }, 'ramp.initialShare must be a number > 0 and <= 1, not 2'],
    [{ failureThreshold: '5' as unknown as number }, 'failureThreshold must be an integer >= 1, not "5"'],
  ])('are checked: %j', (options, message) => {
    expect(() => new Breaker(options)).toThrow(expect.objectContaining({ code: 'invalid_option' }));
    expect(() => new Breaker(options)).toThrow(message);
  });
});
