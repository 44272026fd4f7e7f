import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findBinaries, writeSettings } from '@switchgear/stack';
import { describe, expect, onTestFinished, test } from 'vitest';
import { dashboards } from '../dashboards/dashboards.ts';
import { counterFunctions } from '../lint/promql.ts';
import { lookUp, queryFaults } from '../lint/queries.ts';
import { resultLabels } from '../lint/result-labels.ts';
import { platformFiles } from '../platform.ts';
import { committedSetup as setup } from '../setup.ts';
import { alertRules, documented } from './documented.ts';
import { ruleFiles } from './files.ts';
import { type AlertDefinition, alertRule } from './rule.ts';

const files = ruleFiles(setup);
const alerts = alertRules(files).map(({ rule }) => rule);
const recordings = files.flatMap(({ groups }) =>
  groups.flatMap(({ rules }) => rules.filter((rule) => 'record' in rule)),
);
const recorded = recordings.map(({ record }) => record);

test('there are 41 rules on the service, 7, 7, 8 and 8 in their files and 11 for breakers', () => {
  const counts = files.map(({ path, groups }) => [path, groups.flatMap(({ rules }) => rules).length]);
  expect(Object.fromEntries(counts)).toMatchObject({
    'prometheus/alerts/test_watcher.yml': 7,
    'prometheus/alerts/audit_agent.yml': 7,
    'prometheus/alerts/api.yml': 8,
    'prometheus/alerts/system.yml': 8,
    'prometheus_alerting_rules.yml': 11,
  });
});

test('a disabled agent has no rules', () => {
  const paths = ruleFiles({ ...setup, components: ['gateway'] }).map(({ path }) => path);
  expect(paths.filter((path) => /watcher|audit/.test(path))).toEqual([]);
});

test('a summary with a template, or a description that says nothing more, is refused by name', () => {
  const [first] = alerts;
  const broken = (change: Partial<AlertDefinition>) => () =>
    alertRule(
      {
        ...{ alert: 'X', severity: 'info', component: 'host', service: 'host', expr: '1', dashboard: 'system-health' },
        ...{ summary: 'Something is up.', description: 'It is {{ $value }}.' },
        ...change,
      },
      setup.links,
    );
  expect(first).toBeDefined();
  expect(broken({})).not.toThrow();
  expect(broken({ summary: 'CPU is {{ $value }}.' })).toThrow(/^X: the summary/);
  expect(broken({ description: 'Something is up.' })).toThrow(/^X: the description/);
});

test('promtool accepts every rule file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'switchgear-rules-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const texts = platformFiles(setup).files.filter(({ path }) => path.endsWith('.yml'));
  await writeSettings(folder, texts);
  const { promtool } = await findBinaries();
  const { stdout } = await promisify(execFile)(promtool, [
    'check',
    'rules',
    ...texts.map(({ path }) => join(folder, path)),
  ]);
  expect(stdout.match(/SUCCESS/g)).toHaveLength(files.length);
});

describe.each(recordings)('$record', ({ expr }) => {
  test('asks only for what somebody emits', () => expect(queryFaults(expr)).toEqual([]));
});

describe.each(alerts)('$alert, $labels.severity', ({ alert, expr, labels, annotations }) => {
  test('asks only for what somebody emits, and for no counter as it is', () => {
    expect(
      queryFaults(expr, { recorded, counterFunctions: [...counterFunctions, 'last_over_time', 'count_over_time'] }),
    ).toEqual([]);
  });

  test('has in its result every label that its texts use', () => {
    const found = resultLabels(expr, (metric) =>
      recorded.includes(metric) ? ['provider'] : [...(lookUp(metric)?.labels ?? []), 'job', 'instance', 'component'],
    );
    const used = [...Object.values(annotations), ...Object.values(labels)].flatMap((text) =>
      [...text.matchAll(/\$labels\.(\w+)/g)].map(([, label = '']) => label),
    );
    // A target that is gone has no instance any more; its component is what tells.
    const known =
      alert === 'TargetDown' || alert === 'TestWatcherDown' ? new Set([...found, 'instance', 'component']) : found;
    expect(used.filter((label) => !known.has(label))).toEqual([]);
  });

  test('carries its labels and links, each to something that exists', () => {
    expect(Object.keys(labels)).toEqual(expect.arrayContaining(['severity', 'component', 'service']));
    const uids = dashboards(setup).map(({ path }) => /([^/]+)\.json$/.exec(path)?.[1]);
    expect(uids.map((uid) => `${setup.links.dashboards}/d/${uid}`)).toContain(annotations['dashboard_url']);
    expect(annotations['runbook_url']).toBe(`${setup.links.console}/runbooks/${alert}`);
    const page = platformFiles(setup).files.find(({ path }) => path === 'ALERT_RUNBOOK.md')?.text ?? '';
    expect(page).toContain(`\n## ${alert}\n`);
  });

  test('keeps clear of what Prometheus 3 has changed', () => {
    // le and quantile became decimal fractions, the dot matches line ends, and holt_winters has another name.
    expect(expr).not.toMatch(/\b(?:le|quantile)="|holt_winters/);
  });
});

test('each alert is documented once, by the most severe of its rules', () => {
  const names = documented(files).map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(documented(files).find(({ name }) => name === 'TargetDown')?.severity).toBe('critical');
});
