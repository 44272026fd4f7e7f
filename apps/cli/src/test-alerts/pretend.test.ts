import { loadConfig } from '@switchgear/config';
import { expect, test } from 'vitest';
import { readJournal } from './journal.ts';
import { endPretended, postPretended, pretend } from './pretend.ts';
import { knownRules } from './rules.ts';
import { startStandIn } from './testing/stand-in.ts';

const config = loadConfig({ env: {}, cwd: import.meta.dirname });
const rules = knownRules(config);
const now = Date.parse('2026-03-10T12:00:00Z');
const of = (...names: string[]) => rules.filter(({ alert }) => names.includes(alert));

test.each(rules)('$alert is pretended without a template, as a drill that says what it would mean', (rule) => {
  const { labels, annotations, endsAt } = pretend(rule, config, now);
  expect(JSON.stringify({ labels, annotations })).not.toContain('{{');
  expect(labels).toMatchObject({ alertname: rule.alert, drill: 'true', severity: rule.labels['severity'] });
  expect(annotations['description']).toMatch(/^This is a drill .* nothing is wrong\. A real /);
  expect(annotations['description']).toContain(annotations['summary']);
  expect(endsAt).toBe('2026-03-10T12:15:00.000Z');
});

test('it carries the labels that its rule would give it', () => {
  const [rule] = of('PerplexityAPIDown');
  if (rule === undefined) throw new Error('there is no such rule');
  expect(pretend(rule, config, now).labels).toMatchObject({ api: 'perplexity', component: 'gateway', resource: 'api' });
});

test('a disabled program has a runbook, and no dashboard of its own', () => {
  const without = { ...config, test_watcher: { ...config.test_watcher, enabled: false } };
  const rule = knownRules(without).find(({ alert }) => alert === 'TestWatcherDown');
  expect(rule?.annotations).toMatchObject({
    runbook_url: `${config.links.console}/runbooks/TestWatcherDown`,
    dashboard_url: config.links.dashboards,
  });
  expect(of('HighCPUUsage')[0]?.annotations['runbook_url']).toBe(`${config.links.console}/runbooks/HighCPUUsage`);
});

test('it stands in the journal before it is sent, and ends by being sent again with an end', async () => {
  const { standIn, platform } = await startStandIn();
  const noted: number[] = [];
  standIn.onRequest = () => noted.push(readJournal(platform.config.state_dir).pretended.length);
  await postPretended(platform, of('HighCPUUsage'), now);
  expect(noted).toEqual([1]);
  await endPretended(platform, now + 60_000);
  expect(standIn.alerts.map(({ labels, startsAt, endsAt }) => [labels['alertname'], startsAt, endsAt])).toEqual([
    ['HighCPUUsage', '2026-03-10T12:00:00.000Z', '2026-03-10T12:15:00.000Z'],
    ['HighCPUUsage', '2026-03-10T12:00:00.000Z', '2026-03-10T12:01:00.000Z'],
  ]);
  expect(readJournal(platform.config.state_dir).pretended).toEqual([]);
});

test('pretended again, an alert is one; ended by itself, it is not ended again', async () => {
  const { standIn, platform } = await startStandIn();
  await postPretended(platform, of('HighCPUUsage'), now);
  await postPretended(platform, of('HighCPUUsage'), now + 1000);
  expect(readJournal(platform.config.state_dir).pretended).toHaveLength(1);
  await endPretended(platform, now + 3_600_000);
  expect(standIn.alerts).toHaveLength(2);
});
