import type { GeneratedFile } from '../generated-file.ts';
import { targetGroups } from '../prometheus/config.ts';
import type { ComponentName, Setup } from '../setup.ts';

const ports: Readonly<Record<ComponentName, number>> = {
  gateway: 8000,
  'test-watcher': 8001,
  'audit-agent': 8002,
  recovery: 8003,
  sandbox: 8010,
  // 3000 is Grafana's here.
  console: 3001,
};

/** Where Prometheus, in its container, finds the programs of a setup: on the machine, or in containers of their own. */
export function prometheusTargets({ components }: Pick<Setup, 'components'>): GeneratedFile[] {
  const targets = (hostOf: (component: ComponentName) => string) =>
    targetGroups(
      components.map((component) => ({
        targets: [`${hostOf(component)}:${ports[component]}`],
        labels: { component },
      })),
    );
  return [
    { path: 'prometheus/targets/host.yml', text: targets(() => 'host.docker.internal') },
    { path: 'prometheus/targets/docker.yml', text: targets((component) => component) },
  ];
}
