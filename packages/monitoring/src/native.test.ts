import { loadConfig } from '@switchgear/config';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { nativeFiles, setupOf } from './native.ts';

const config = loadConfig({ env: {}, cwd: import.meta.dirname });

function files(changed: Partial<typeof config> = {}): Map<string, string> {
  return new Map(nativeFiles({ ...config, ...changed }).map(({ path, text }) => [path, text]));
}

test('what is disabled has no target, no rules and no dashboard', () => {
  const { test_watcher: watcher, audit_agent: auditor } = config;
  const all = files({ test_watcher: { ...watcher, enabled: false }, audit_agent: { ...auditor, enabled: false } });
  expect(parse(all.get('monitoring/prometheus/targets.yml') ?? '')).toEqual([
    { targets: ['127.0.0.1:3000'], labels: { component: 'console' } },
    { targets: ['127.0.0.1:8010'], labels: { component: 'sandbox' } },
    { targets: ['127.0.0.1:8000'], labels: { component: 'gateway' } },
  ]);
  expect([...all.keys()].filter((path) => /watcher|audit/.test(path))).toEqual([]);
  const { rule_files: loaded } = parse(all.get('monitoring/prometheus/prometheus.yml') ?? '');
  expect(loaded.join(' ')).not.toMatch(/watcher|audit/);
  const loadedWithAgents = parse(files().get('monitoring/prometheus/prometheus.yml') ?? '').rule_files.join(' ');
  expect(loadedWithAgents).toMatch(/test_watcher.*audit_agent|audit_agent.*test_watcher/);
  const real = files({ sandbox: { ...config.sandbox, enabled: false } });
  expect(real.get('monitoring/prometheus/targets.yml')).not.toContain('sandbox');
});

test('a provider of any name gets its own alert, with its own section in the runbook', () => {
  const {
    providers: [first],
  } = config;
  if (first === undefined) throw new Error('there is no provider');
  const all = files({ providers: [{ ...first, name: 'my-llm', display_name: 'My LLM' }] });
  expect(all.get('monitoring/prometheus/alerts/api.yml')).toContain('alert: MyLLMAPIDown');
  expect(all.get('monitoring/prometheus/alerts/api.yml')).not.toContain('DeepSeek');
  expect(all.get('monitoring/ALERT_RUNBOOK.md')).toContain('## MyLLMAPIDown');
});

test('without a webhook notifications go to the inbox of the console, and the file is for its owner alone', () => {
  const file = nativeFiles(config).find(({ path }) => path === 'monitoring/alertmanager/slack-url');
  expect(file).toEqual({
    path: 'monitoring/alertmanager/slack-url',
    text: 'http://127.0.0.1:3000/inbox/slack',
    secret: true,
  });
});

test('webhooks stand in files of their own and nowhere else', () => {
  const env = { SLACK_WEBHOOK_URL: 'https://hooks.example/common', CRITICAL: 'https://hooks.example/critical' };
  const slack = {
    ...loadConfig({ env, cwd: import.meta.dirname }).slack,
    webhooks: {
      critical: loadConfig({ env: { SLACK_WEBHOOK_URL: env.CRITICAL }, cwd: import.meta.dirname }).slack.webhook,
    },
  };
  const written = nativeFiles({ ...config, slack: slack as typeof config.slack });
  const holding = written.filter(({ text }) => text.includes('hooks.example'));
  expect(new Map(holding.map(({ path, text }) => [path, text]))).toEqual(
    new Map([
      ['monitoring/alertmanager/slack-url', env.SLACK_WEBHOOK_URL],
      ['monitoring/alertmanager/slack-url-critical', env.CRITICAL],
    ]),
  );
  expect(holding.every(({ secret }) => secret)).toBe(true);
  const settings = written.find(({ path }) => path === 'monitoring/alertmanager/config.yml')?.text;
  expect(settings).toMatch(/api_url_file: .*slack-url-critical/);
});

test('contacts and links reach the runbook and the rules', () => {
  const links = { ...config.links, console: 'https://ops.example' };
  const all = files({ contacts: { primary: 'Ada' }, links });
  expect(all.get('monitoring/ALERT_RUNBOOK.md')).toContain('primary: Ada');
  expect(all.get('monitoring/prometheus/alerts/meta.yml')).toContain('https://ops.example/runbooks/Watchdog');
  expect(setupOf({ ...config, links }).links.console).toBe('https://ops.example');
});

test('without the console nothing is sent to its address, which may be somebody else’s', () => {
  const slack = loadConfig({ env: { SLACK_WEBHOOK_URL: 'https://hooks.example/x' }, cwd: import.meta.dirname }).slack;
  const all = files({ slack, console: { ...config.console, enabled: false } });
  expect(all.get('monitoring/alertmanager/config.yml')).not.toMatch(/127\.0\.0\.1|inbox/);
});
