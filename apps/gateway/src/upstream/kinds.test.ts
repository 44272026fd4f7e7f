import { describe, expect, it } from 'vitest';
import { limitsOf } from './kinds.ts';

describe('limits of a provider', () => {
  it('of DeepSeek are those of an account, and of calls under way for the models it names', () => {
    const { scope, concurrencyOf } = limitsOf('deepseek');
    expect(scope).toBe('account');
    expect(['deepseek-flash', 'deepseek-v4-pro', 'deepseek-next'].map(concurrencyOf)).toEqual([2500, 500, undefined]);
  });

  it('are those of a key elsewhere, and of no number', () => {
    for (const kind of ['perplexity', 'openai'] as const) {
      const { scope, concurrencyOf } = limitsOf(kind);
      expect([scope, concurrencyOf('sonar')]).toEqual(['key', undefined]);
    }
  });

  it('are unknown for models that are called like what every object has', () => {
    for (const model of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
      expect(limitsOf('deepseek').concurrencyOf(model)).toBeUndefined();
    }
  });
});
