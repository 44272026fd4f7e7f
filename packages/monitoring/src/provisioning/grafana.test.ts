import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { grafanaProvisioning } from './grafana.ts';

const read = (name: string) => {
  const file = grafanaProvisioning().find(({ path }) => path === `grafana/provisioning/${name}`);
  return parse(file?.text ?? '');
};

test('Grafana starts with Prometheus as its data source, under the uid that dashboards know', () => {
  expect(read('datasources/prometheus.yml')).toMatchObject({
    apiVersion: 1,
    datasources: [
      { name: 'Prometheus', uid: 'prometheus', type: 'prometheus', url: 'http://prometheus:9090', isDefault: true },
    ],
  });
});

test('Grafana shows the dashboards in their folder', () => {
  expect(read('dashboards/dashboards.yml')).toMatchObject({
    apiVersion: 1,
    providers: [
      {
        name: 'Bybit Strategy Tester',
        folder: 'Automation Platform',
        type: 'file',
        options: { path: '/var/lib/grafana/dashboards' },
      },
    ],
  });
});
