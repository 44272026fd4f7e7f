import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { ruleFiles } from '../rules/files.ts';
import { committedSetup } from '../setup.ts';
import { prometheusConfig, targetGroups } from './config.ts';

const rules = ruleFiles(committedSetup);
const targets = { prometheus: '127.0.0.1:9090', alertmanager: '127.0.0.1:9093' };

test('the job is scraped every 10 s under the name that dashboards use, everything else every 15 s', () => {
  const settings = parse(prometheusConfig(rules, targets));
  expect(settings.global).toEqual({ scrape_interval: '15s', evaluation_interval: '15s' });
  expect(settings.scrape_configs).toMatchObject([
    { job_name: 'bybit-strategy-tester', scrape_interval: '10s', file_sd_configs: [{ files: ['targets.yml'] }] },
    { job_name: 'prometheus', static_configs: [{ targets: ['127.0.0.1:9090'] }] },
    { job_name: 'alertmanager', static_configs: [{ targets: ['127.0.0.1:9093'] }] },
  ]);
});

test('rule files are named from the place of prometheus.yml, so that the folder can lie anywhere', () => {
  const { rule_files: files } = parse(prometheusConfig(rules, targets));
  expect(files).toContain('alerts/api.yml');
  expect(files).toContain('../prometheus_alerting_rules.yml');
  expect(files).toHaveLength(rules.length);
});

test('without an Alertmanager there is neither a target nor anybody to send alerts to', () => {
  const text = prometheusConfig(rules, { prometheus: '127.0.0.1:9090' });
  expect(text).not.toContain('alertmanager');
});

test('targets carry the name of their program', () => {
  const groups = [{ targets: ['[::1]:8000'], labels: { component: 'gateway' } }];
  expect(parse(targetGroups(groups))).toEqual(groups);
});
