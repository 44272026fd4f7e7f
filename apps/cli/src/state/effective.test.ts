import { loadConfig } from '@switchgear/config';
import { expect, test } from 'vitest';
import { asRunning, effectiveSettings } from './effective.ts';

const load = (env: Record<string, string>) => loadConfig({ env, cwd: import.meta.dirname });

test('what was started with real keys is not taken for simulated by a terminal that has none', () => {
  const effective = effectiveSettings(
    load({ DEEPSEEK_API_KEYS: 'sk-1', SLACK_WEBHOOK_URL: 'https://hooks.example/x' }),
  );
  expect(effective).toEqual({
    providers: [{ name: 'deepseek', display_name: 'DeepSeek', simulated: false }],
    notifications: 'slack',
  });
  const seen = asRunning(load({}), effective);
  expect(seen.providers.map(({ name, simulated }) => [name, simulated])).toEqual([['deepseek', false]]);
  expect(seen.simulated).toBe(false);
  expect(seen.slack.webhook).toBeDefined();
});

test('what was started without keys stays simulated, and its notifications in the inbox', () => {
  const effective = effectiveSettings(load({}));
  const seen = asRunning(load({ SLACK_WEBHOOK_URL: 'https://hooks.example/x' }), effective);
  expect(seen.providers.map(({ name, simulated }) => [name, simulated])).toEqual([
    ['deepseek', true],
    ['perplexity', true],
  ]);
  expect(seen.slack.webhook).toBeUndefined();
});
