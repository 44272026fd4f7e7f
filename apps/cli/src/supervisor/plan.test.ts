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
  expect(plan({}).map(({ name }) => name)).toEqual(['gateway', 'sandbox', 'prometheus', 'alertmanager', 'trickle']);
});

test('with a real key neither is: no money is spent unasked', () => {
  const names = plan({ DEEPSEEK_API_KEYS: 'sk-1234567890abcdef' }).map(({ name }) => name);
  expect(names).toEqual(['gateway', 'prometheus', 'alertmanager']);
});

test('only Node programs hold a channel to the supervisor, so that they end with it', () => {
  const channels = plan({}).map(({ name, ipc }) => `${name} ${ipc}`);
  expect(channels).toEqual(['gateway true', 'sandbox true', 'prometheus false', 'alertmanager false', 'trickle true']);
});

test('what makes calls is stopped before what answers them', () => {
  const layer = Object.fromEntries(plan({}).map((spec) => [spec.name, spec.layer]));
  expect(layer['trickle']).toBeGreaterThan(layer['gateway'] ?? 0);
  expect(layer['gateway']).toBeGreaterThan(layer['sandbox'] ?? 0);
});
