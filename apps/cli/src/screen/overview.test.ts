import { loadConfig, Secret } from '@switchgear/config';
import { expect, test } from 'vitest';
import { renderOverview } from './overview.ts';
import { plain } from './style.ts';

const status = {
  pid: 1,
  state: 'running',
  started_at: 0,
  programs: [
    { name: 'gateway', state: 'ready', ready: true, restarts: 0, url: 'http://127.0.0.1:8000' },
    { name: 'alertmanager', state: 'starting', ready: false, restarts: 0, url: 'http://127.0.0.1:9093/' },
  ],
} as const;

const overview = (env: Record<string, string>, detached = false) =>
  renderOverview(loadConfig({ env, cwd: import.meta.dirname }), status, plain, detached);

test('each program is shown with its address and state', () => {
  expect(overview({})).toContain(
    '  gateway       http://127.0.0.1:8000   ready\n  alertmanager  http://127.0.0.1:9093/  starting\n',
  );
});

test('the console says what it is for, and that notifications arrive there while there is no Slack', () => {
  const programs = [
    { name: 'console', state: 'ready', ready: true, restarts: 0, url: 'http://127.0.0.1:3000' },
  ] as const;
  const note = (env: Record<string, string>) =>
    renderOverview(loadConfig({ env, cwd: import.meta.dirname }), { ...status, programs }, plain, false);
  expect(note({})).toContain('3000  ready  runbooks and dashboards; notifications arrive in its inbox\n');
  expect(note({ SLACK_WEBHOOK_URL: 'https://hooks.example.com/x' })).toContain('ready  runbooks and dashboards\n');
});

test('without a key it says plainly that answers are simulated, and how to make a key fail', () => {
  const text = overview({});
  expect(text).toContain('No key is configured: DeepSeek and Perplexity are simulated by the sandbox.');
  expect(text).toContain('npx switchgear fault deepseek-1 rate_limit');
});

test('with a real key it names the real provider, and offers no fault', () => {
  const text = overview({ DEEPSEEK_API_KEYS: 'sk-1234567890abcdef' });
  expect(text).toContain('DeepSeek is real: https://api.deepseek.com');
  expect(text).not.toMatch(/simulated|switchgear fault|sk-1234/);
});

test('a gateway that others can reach is shown where it listens, with a warning unless it asks for tokens', () => {
  const config = loadConfig({ env: {}, cwd: import.meta.dirname });
  const open = { ...config, gateway: { ...config.gateway, host: '0.0.0.0' } };
  const text = renderOverview(open, status, plain, false);
  expect(text).toMatch(/listens on +0\.0\.0\.0:8000/);
  expect(text).toContain('anyone who reaches this machine can spend your keys. Set gateway.client_tokens');
  const guarded = { ...open, gateway: { ...open.gateway, client_tokens: [new Secret('a-token-of-mine')] } };
  expect(renderOverview(guarded, status, plain, false)).not.toContain('spend your keys');
  expect(overview({})).not.toMatch(/listens on|spend your keys/);
});

test('the last line says how to end it', () => {
  expect(overview({})).toMatch(/Ctrl-C ends everything\.\n$/);
  expect(overview({}, true)).toMatch(/End it with: npx switchgear down\n$/);
});
