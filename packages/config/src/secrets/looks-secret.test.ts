import { describe, expect, it } from 'vitest';
import { looksSecret } from './looks-secret.ts';

describe('looksSecret', () => {
  it.each([
    'sk-abc',
    'pplx-4f9a',
    'xoxb-1',
    'https://hooks.slack.com/services/T0',
    '4f9a8b7c6d5e4f3a2b1c',
    '550e8400-e29b-41d4-a716-446655440000',
    'x'.repeat(61),
  ])('takes %s for a secret', (text) => expect(looksSecret(text)).toBe(true));

  it.each([
    'deepseek',
    'deepsek',
    'failure_threshold',
    'eight',
    '8000',
    'anthropic/claude-opus-4-6',
    'llama-v3p1-405b-instruct',
    'deepseek-eu-west-1',
    'gpt-5-mini-20260101',
    'DEEPSEEK_API_KEYS',
    'http://localhost',
    'risk-free',
  ])('takes %s for plain text', (text) => expect(looksSecret(text)).toBe(false));
});
