import { stringify } from 'yaml';
import { dashboards } from './dashboards/dashboards.ts';
import type { GeneratedFile } from './generated-file.ts';
import { notice } from './notice.ts';
import { documented } from './rules/documented.ts';
import { ruleFiles } from './rules/files.ts';
import type { RuleFile } from './rules/rule.ts';
import { runbook } from './runbook/runbook.ts';
import { componentNames, type Setup } from './setup.ts';

/** Rules, dashboards and runbook: what is the same wherever the platform runs. Paths are relative to `monitoring/`. */
export function platformFiles(setup: Setup): { rules: RuleFile[]; files: GeneratedFile[] } {
  const rules = ruleFiles(setup);
  // Alerts of programs that are off can still be pretended, and looked up before they are switched on.
  const everything = documented(ruleFiles({ ...setup, components: componentNames }));
  const boards = dashboards(setup).map(({ path, dashboard }) => ({
    path,
    text: `${JSON.stringify(dashboard, null, 2)}\n`,
  }));
  return {
    rules,
    files: [
      ...rules.map(({ path, groups }) => ({ path, text: notice + stringify({ groups }, { lineWidth: 0 }) })),
      ...boards,
      { path: 'ALERT_RUNBOOK.md', text: runbook(setup, everything) },
    ],
  };
}
