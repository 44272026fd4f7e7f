import { stringify } from 'yaml';
import type { GeneratedFile } from '../generated-file.ts';
import { notice } from '../notice.ts';

/** The data source and the folder of dashboards that Grafana starts with. Paths are relative to `monitoring/`. */
export function grafanaProvisioning(): GeneratedFile[] {
  const file = (name: string, content: object) => ({
    path: `grafana/provisioning/${name}`,
    text: notice + stringify({ apiVersion: 1, ...content }),
  });
  return [
    file('datasources/prometheus.yml', {
      datasources: [
        {
          name: 'Prometheus',
          uid: 'prometheus',
          type: 'prometheus',
          access: 'proxy',
          url: 'http://prometheus:9090',
          isDefault: true,
          // The scrape interval of our job: no panel asks for finer steps.
          jsonData: { timeInterval: '10s', httpMethod: 'POST' },
        },
      ],
    }),
    file('dashboards/dashboards.yml', {
      providers: [
        {
          name: 'Bybit Strategy Tester',
          folder: 'Automation Platform',
          type: 'file',
          // A panel can be tried and saved in Grafana; a file that changes takes its place.
          allowUiUpdates: true,
          options: { path: '/var/lib/grafana/dashboards' },
        },
      ],
    }),
  ];
}
