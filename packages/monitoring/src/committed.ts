import { alertmanagerConfig } from './alertmanager/config.ts';
import { alertmanagerTemplates } from './alertmanager/templates.ts';
import { inboxUrl } from './compose/compose.ts';
import { composeFiles } from './compose/files.ts';
import type { GeneratedFile } from './generated-file.ts';
import { podMonitor } from './kubernetes/pod-monitor.ts';
import { prometheusRule } from './kubernetes/prometheus-rule.ts';
import { platformFiles } from './platform.ts';
import { prometheusConfig } from './prometheus/config.ts';
import { promtoolTests } from './proofs/promtool-tests.ts';
import { grafanaProvisioning } from './provisioning/grafana.ts';
import { type ComponentName, committedSetup } from './setup.ts';

/** Folders that hold generated files alone; dashboards may have some of somebody else's beside them. */
export const generatedFolders = [
  'deploy/k8s',
  'monitoring/alertmanager/templates',
  'monitoring/grafana/provisioning',
  'monitoring/prometheus',
] as const;

/** What runs so far. */
const running: readonly ComponentName[] = ['gateway', 'sandbox', 'console', 'test-watcher', 'audit-agent'];

/** The committed files, for Docker Compose and Kubernetes. Paths are relative to the root of the repository. */
export function committedFiles(): GeneratedFile[] {
  const { rules, files } = platformFiles(committedSetup);
  const breakerBoard = files.find(({ path }) => path === 'grafana/dashboards/circuit-breaker.json');
  if (breakerBoard === undefined) throw new Error('there is no dashboard circuit-breaker');
  const monitoring: GeneratedFile[] = [
    ...files,
    { path: 'grafana_dashboard_circuit_breaker.json', text: breakerBoard.text },
    ...grafanaProvisioning(),
    ...composeFiles({ components: running }),
    {
      path: 'prometheus/prometheus.yml',
      text: prometheusConfig(rules, { prometheus: 'localhost:9090', alertmanager: 'alertmanager:9093' }),
    },
    ...promtoolTests(rules),
    {
      path: 'alertmanager/config.yml',
      text: alertmanagerConfig({
        slackUrlFile: '/run/secrets/slack-url',
        templatesGlob: '/etc/alertmanager/templates/*.tmpl',
        inboxUrl,
      }),
    },
    ...alertmanagerTemplates(committedSetup.links).map(({ path, text }) => ({ path: `alertmanager/${path}`, text })),
  ];
  return [
    ...monitoring.map((file) => ({ ...file, path: `monitoring/${file.path}` })),
    { path: 'deploy/k8s/prometheus-rule.yaml', text: prometheusRule(rules) },
    { path: 'deploy/k8s/pod-monitor.yaml', text: podMonitor() },
  ];
}
