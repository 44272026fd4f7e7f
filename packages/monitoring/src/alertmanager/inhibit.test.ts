import { describe, expect, test, vi } from 'vitest';
import { startAlertmanager } from './testing/alertmanager.ts';

type Labels = Readonly<Record<string, string>>;

const down: Labels = {
  alertname: 'DeepSeekAPIDown',
  severity: 'critical',
  service: 'llm-api',
  resource: 'api',
  api: 'deepseek',
};
const errors: Labels = { ...down, alertname: 'APIHighErrorRate', severity: 'warning' };
const allOpen: Labels = { alertname: 'AllKeysCircuitBreakerOpen', severity: 'critical', provider: 'deepseek' };
const majority: Labels = { ...allOpen, alertname: 'MajorityKeysCircuitBreakerOpen' };
const watcherDown: Labels = { alertname: 'TestWatcherDown', severity: 'critical', instance: '127.0.0.1:8001' };
const targetDown: Labels = { ...watcherDown, alertname: 'TargetDown', component: 'test-watcher' };

function without(labels: Labels, ...names: string[]): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([name]) => !names.includes(name)));
}

/** Names of those that are inhibited, once two alerts have been judged that came after them. */
async function inhibited(...alerts: Labels[]): Promise<string[]> {
  const { post, inhibited: names } = await startAlertmanager({});
  const last = [down, { ...errors, alertname: 'Last' }].map((labels) => ({ ...labels, api: 'last' }));
  await post(...[...alerts, ...last].map((labels) => ({ labels })));
  await vi.waitFor(async () => expect(await names()).toContain('Last'), 5000);
  return (await names()).filter((name) => name !== 'Last');
}

describe('inhibited', () => {
  test.each<[string, Labels, Labels]>([
    ['a warning about what a critical alert is about', down, errors],
    ['an information about it', down, { ...errors, severity: 'info' }],
    ['a majority of open keys where all are open', allOpen, majority],
    ['the missing target of a test watcher that is down', watcherDown, targetDown],
  ])('is %s', async (_what, source, target) => {
    expect(await inhibited(source, target)).toEqual([target['alertname']]);
  });
});

describe('told', () => {
  test.each<[string, Labels, Labels]>([
    ['a warning about another API', down, { ...errors, api: 'perplexity' }],
    ['a warning about another resource', down, { ...errors, resource: 'latency' }],
    ['a warning about another service', down, { ...errors, service: 'testing' }],
    ['a warning about another instance', { ...down, instance: 'a' }, { ...errors, instance: 'b' }],
    ['a warning, where neither names a resource', without(down, 'resource'), without(errors, 'resource')],
    ['another critical alert about the same thing', down, { ...errors, severity: 'critical' }],
    ['a real alert beside a drill', { ...down, drill: 'true' }, errors],
    ['a majority of open keys of another provider', allOpen, { ...majority, provider: 'perplexity' }],
    [
      'a majority of open keys, where neither names a provider',
      without(allOpen, 'provider'),
      without(majority, 'provider'),
    ],
    ['the missing target of another test watcher', watcherDown, { ...targetDown, instance: '127.0.0.1:9001' }],
    ['the missing target of another program', watcherDown, { ...targetDown, component: 'gateway' }],
  ])('is %s', async (_what, source, target) => {
    expect(await inhibited(source, target)).toEqual([]);
  });
});
