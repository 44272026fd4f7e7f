import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ExampleProject } from '../support/example-project.ts';
import { Platform } from '../support/platform.ts';
import type { Step } from './step.ts';

interface Panel {
  readonly title: string;
  readonly description?: string;
  readonly targets?: readonly { readonly expr?: string }[];
  readonly panels?: readonly Panel[];
}

const trafficSeconds = 120;

/** Every panel of every dashboard of a running platform, asked of its own Prometheus. */
export const panelsStep: Step = {
  name: 'panels',
  about: `every panel's query after ${trafficSeconds} s of sandbox traffic`,
  async run({ quick, log }) {
    const project = new ExampleProject();
    const { path } = project;
    const coverage = { command: project.coverageCommand, junit: ['coverage/junit.xml'] };
    const settings = { test_watcher: { path }, audit_agent: { path, coverage } };
    const platform = await Platform.start({ agents: true, settings });
    try {
      await delay((quick ? 30 : trafficSeconds) * 1000);
      const folder = join(platform.stateDir, 'monitoring', 'grafana', 'dashboards');
      const boards = readdirSync(folder).filter((name) => name.endsWith('.json'));
      const empty: string[] = [];
      let asked = 0;
      for (const name of boards) {
        const { panels } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as { panels: Panel[] };
        for (const panel of panels.flatMap((one) => [one, ...(one.panels ?? [])])) {
          for (const { expr } of panel.targets ?? []) {
            if (expr === undefined) continue;
            asked += 1;
            if ((await platform.prometheus.query(concrete(expr))).length > 0) continue;
            if (/\b(?:empty|no data)\b/i.test(panel.description ?? '')) continue;
            log(`${name}, ${panel.title}: ${expr}`);
            empty.push(`${name}: ${panel.title}`);
          }
        }
      }
      return [
        {
          promise: 'Every query of every panel returns data, or the panel says why it may be empty',
          bar: '0 empty without a word',
          measured: `${asked} queries on ${boards.length} dashboards, ${empty.length === 0 ? 'none' : empty.join('; ')} empty without a word`,
          holds: asked > 0 && empty.length === 0,
        },
      ];
    } finally {
      await platform.dispose();
      project.dispose();
    }
  },
};

/** The query with every variable on All. */
function concrete(expr: string): string {
  return expr
    .replaceAll(/\$__rate_interval|\$\{__rate_interval\}|\$interval|\$\{interval\}/g, '1m')
    .replaceAll(/\$__range|\$\{__range\}/g, '15m')
    .replaceAll(/\$__interval|\$\{__interval\}/g, '15s')
    .replaceAll(/\$\{?\w+(?::\w+)?\}?/g, '.*');
}
