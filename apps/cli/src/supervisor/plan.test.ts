import { loadConfig } from '@switchgear/config';
import { expect, test } from 'vitest';
import { planPrograms } from './plan.ts';

const binaries = {
  prometheus: '/opt/prometheus',
  promtool: '/opt/promtool',
  alertmanager: '/opt/alertmanager',
  amtool: '/opt/amtool',
  webAssets: undefined,
  templates: undefined,
};
const plan = (env: Record<string, string>) => planPrograms(loadConfig({ env, cwd: import.meta.dirname }), binaries);

test('without a key the sandbox and a trickle of requests are part of it', () => {
  expect(plan({}).map(({ name }) => name)).toEqual([
    'gateway',
    'sandbox',
    'test-watcher',
    'audit-agent',
    'prometheus',
    'alertmanager',
    'console',
    'trickle',
  ]);
});

test('with a real key neither is: no money is spent unasked', () => {
  const names = plan({ DEEPSEEK_API_KEYS: 'sk-1234567890abcdef' }).map(({ name }) => name);
  expect(names).toEqual(['gateway', 'test-watcher', 'audit-agent', 'prometheus', 'alertmanager', 'console']);
});

test('only Node programs hold a channel to the supervisor, so that they end with it', () => {
  const channels = plan({}).map(({ name, ipc }) => `${name} ${ipc}`);
  expect(channels).toEqual([
    'gateway true',
    'sandbox true',
    'test-watcher true',
    'audit-agent true',
    'prometheus false',
    'alertmanager false',
    'console true',
    'trickle true',
  ]);
});

test('what makes calls is stopped before what answers them', () => {
  const layer = Object.fromEntries(plan({}).map((spec) => [spec.name, spec.layer]));
  for (const caller of ['trickle', 'test-watcher', 'audit-agent']) {
    expect(layer[caller], caller).toBeGreaterThan(layer['gateway'] ?? 0);
  }
  expect(layer['gateway']).toBeGreaterThan(layer['sandbox'] ?? 0);
});

test('the console stands by itself: it is ready at /ready, needs no other program, and is stopped last', () => {
  const console = plan({}).find(({ name }) => name === 'console');
  expect(console).toMatchObject({
    url: 'http://127.0.0.1:3000',
    readyUrl: 'http://127.0.0.1:3000/ready',
    listen: { host: '127.0.0.1', port: 3000, setting: 'console.port' },
    after: [],
    layer: 0,
  });
  const config = loadConfig({ env: {}, cwd: import.meta.dirname });
  const without = planPrograms({ ...config, console: { ...config.console, enabled: false } }, binaries);
  expect(without.map(({ name }) => name)).not.toContain('console');
});
