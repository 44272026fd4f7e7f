import { stringify } from 'yaml';
import { notice } from '../notice.ts';
import { job } from '../promql/metric.ts';
import { partOf } from './prometheus-rule.ts';

/**
 * A PodMonitor for the port `http` of every pod of ours. Its labels are those that the rules query: the job, the program
 * from the pod's label, and the name of the pod as instance, which a pod of a StatefulSet keeps when it starts anew with
 * another address.
 */
export function podMonitor(): string {
  const object = {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PodMonitor',
    metadata: { name: 'switchgear', labels: partOf },
    spec: {
      selector: { matchLabels: partOf },
      podMetricsEndpoints: [
        {
          port: 'http',
          path: '/metrics',
          interval: '10s',
          relabelings: [
            { action: 'replace', targetLabel: 'job', replacement: job },
            label('component', '__meta_kubernetes_pod_label_app_kubernetes_io_component'),
            label('instance', '__meta_kubernetes_pod_name'),
          ],
        },
      ],
    },
  };
  return notice + stringify(object, { aliasDuplicateObjects: false });
}

function label(targetLabel: string, source: string): object {
  return { action: 'replace', sourceLabels: [source], targetLabel };
}
