import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { Secret } from './secret.ts';

describe('Secret', () => {
  const secret = new Secret('sk-planted');

  it('gives its value only when asked to reveal it', () => {
    expect(secret.reveal()).toBe('sk-planted');
  });

  it.each([
    ['a template', `${secret}`],
    ['concatenation', `x${String(secret)}`],
    ['JSON', JSON.stringify({ deep: [secret] })],
    ['inspection', inspect({ deep: { secret } }, { depth: 9, showHidden: true })],
    ['its own keys', Object.entries(secret).join()],
    ['a spread', JSON.stringify({ ...secret })],
  ])('does not show in %s', (_way, shown) => {
    expect(shown).not.toContain('planted');
  });

  it('equals another of the same value only', () => {
    expect(secret.equals(new Secret('sk-planted'))).toBe(true);
    expect(secret.equals(new Secret('sk-other'))).toBe(false);
  });
});
