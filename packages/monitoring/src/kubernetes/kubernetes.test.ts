import { PodMonitor, PrometheusRule } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1';
import { expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { ruleFiles } from '../rules/files.ts';
import { committedSetup } from '../setup.ts';
import { podMonitor } from './pod-monitor.ts';
import { prometheusRule } from './prometheus-rule.ts';

const files = ruleFiles(committedSetup);

test('the operator takes a PrometheusRule for every rule file, with all its rules', () => {
  const objects = parseAllDocuments(prometheusRule(files)).map((document) => new PrometheusRule(document.toJS()));
  for (const object of objects) object.validate();
  expect(objects.map(({ metadata }) => metadata?.name)).toEqual(
    expect.arrayContaining(['switchgear-test-watcher', 'switchgear-prometheus-alerting-rules', 'switchgear-meta']),
  );
  expect(new Set(objects.map(({ metadata }) => metadata?.name)).size).toBe(files.length);
  expect(objects.map(({ spec }) => spec.groups)).toEqual(files.map(({ groups }) => groups));
});

test('the operator takes the PodMonitor, which gives series the labels that rules ask for', () => {
  const object = new PodMonitor(parse(podMonitor()));
  object.validate();
  const [endpoint] = object.spec.podMetricsEndpoints ?? [];
  expect(endpoint).toMatchObject({ port: 'http', path: '/metrics', interval: '10s' });
  expect(endpoint?.relabelings).toEqual([
    { action: 'replace', targetLabel: 'job', replacement: 'bybit-strategy-tester' },
    {
      action: 'replace',
      sourceLabels: ['__meta_kubernetes_pod_label_app_kubernetes_io_component'],
      targetLabel: 'component',
    },
    { action: 'replace', sourceLabels: ['__meta_kubernetes_pod_name'], targetLabel: 'instance' },
  ]);
});
