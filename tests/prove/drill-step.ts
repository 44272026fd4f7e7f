import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runDrill } from '@switchgear/drill';
import { type AlertRule, committedSetup, type Links, type RuleFile, ruleFiles } from '@switchgear/monitoring';
import { type Binaries, findBinaries } from '@switchgear/stack';
import { stringify } from 'yaml';
import { startConsole } from '../../apps/cli/src/drill/console.ts';
import { run } from '../support/command.ts';
import { seconds } from './figures.ts';
import type { Measurement, Step } from './step.ts';

const limitSeconds = 20;
/** So many drills, each with every so many-th rule broken, break each rule once. */
const rounds = 8;

/** Ways to break a rule, one for each rule in turn. */
const breakages: readonly { readonly name: string; readonly of: (rule: AlertRule) => AlertRule }[] = [
  { name: 'never true', of: (rule) => ({ ...rule, expr: 'vector(0) > 1' }) },
  {
    name: 'of another severity',
    of: (rule) => ({
      ...rule,
      labels: { ...rule.labels, severity: rule.labels['severity'] === 'info' ? 'warning' : 'info' },
    }),
  },
  {
    name: 'without its runbook',
    of: (rule) => ({
      ...rule,
      annotations: { ...rule.annotations, runbook_url: `${rule.annotations['runbook_url']}-gone` },
    }),
  },
];

/** The whole drill, and what it says of broken rules. */
export const drillStep: Step = {
  name: 'drill',
  about: 'npm run drill, and again with each rule broken once',
  async run({ quick, log }) {
    const { status, output, durationMs } = await run('npm', ['run', '--silent', 'drill'], { timeoutMs: 180_000 });
    const last = output.trim().split('\n').at(-1) ?? '';
    const whole: Measurement = {
      promise:
        'Every alert fires, is delivered to its channel with working links, and resolves; the healthy world is silent',
      bar: `41 of 41, within ${limitSeconds} s`,
      measured: `${last}, ${seconds(durationMs / 1000)}`,
      holds: status === 0 && last.startsWith('41 of 41') && durationMs / 1000 <= limitSeconds,
    };
    log(whole.measured);
    const folder = await mkdtemp(join(tmpdir(), 'switchgear-prove-drill-'));
    try {
      await using page = await startConsole(folder, AbortSignal.timeout(600_000));
      const links = { console: page.url, dashboards: page.url, prometheus: page.url, alertmanager: page.url };
      return [whole, await foreignRules(folder), await breakEach(links, await findBinaries(), quick ? 1 : rounds, log)];
    } finally {
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    }
  },
};

/** Rules of somebody else: one that works, and one that sums up a state. */
async function foreignRules(folder: string): Promise<Measurement> {
  const rules = [
    { alert: 'KeyOpen', expr: 'max by (provider) (circuit_breaker_state) == 2', labels: { severity: 'warning' } },
    { alert: 'SumOfStates', expr: 'sum(circuit_breaker_state) > 1000', labels: { severity: 'critical' } },
  ];
  const file = join(folder, 'theirs.yml');
  await writeFile(file, JSON.stringify({ groups: [{ name: 'theirs', rules }] }));
  const { status, output } = await run('npm', ['run', '--silent', 'drill', '--', '--rules', file], {
    timeoutMs: 180_000,
  });
  const faults = output.split('\n').filter((line) => line.startsWith('✗'));
  return {
    promise: 'Of somebody else’s rules, one that cannot fire is named, and one that works is not',
    bar: '1 of 2 named',
    measured: faults.join('; ') || 'none named',
    holds: status === 1 && faults.length === 1 && faults[0] === '✗ SumOfStates: never fired in any world',
  };
}

async function breakEach(
  links: Links,
  binaries: Binaries,
  times: number,
  log: (line: string) => void,
): Promise<Measurement> {
  let broken = 0;
  const unnoticed: string[] = [];
  for (let round = 0; round < times; round++) {
    const { files, names } = withBroken(ruleFiles({ ...committedSetup, links }), round);
    const report = await runDrill({ links, binaries, ours: files });
    const named = new Set(report.alerts.filter(({ faults }) => faults.length > 0).map(({ alert }) => alert));
    const missed = names.filter(({ alert }) => !named.has(alert)).map(({ alert, how }) => `${alert}, ${how}`);
    log(
      `${names.length} broken, ${names.length - missed.length} named${missed.length === 0 ? '' : `, not: ${missed.join('; ')}`}`,
    );
    broken += names.length;
    unnoticed.push(...missed);
  }
  return {
    promise: 'A rule that is never true, of another severity, or without its runbook makes the drill fail and is named',
    bar: 'every rule',
    measured: `${broken - unnoticed.length} of ${broken} rules named${unnoticed.length === 0 ? '' : `, not ${unnoticed.join('; ')}`}`,
    holds: broken > 0 && unnoticed.length === 0,
  };
}

function withBroken(files: readonly RuleFile[], round: number) {
  let index = -1;
  const names: { alert: string; how: string }[] = [];
  const texts = files.map(({ path, groups }) => ({
    path,
    text: stringify(
      {
        groups: groups.map((group) => ({
          ...group,
          rules: group.rules.map((rule) => {
            // A heartbeat has neither a severity that matters nor a runbook that is linked.
            if (!('alert' in rule) || rule.alert === 'Watchdog') return rule;
            index += 1;
            if (index % rounds !== round) return rule;
            const breakage = breakages[Math.floor(index / rounds) % breakages.length];
            if (breakage === undefined) return rule;
            names.push({ alert: rule.alert, how: breakage.name });
            return breakage.of(rule);
          }),
        })),
      },
      { lineWidth: 0 },
    ),
  }));
  return { files: texts, names };
}
