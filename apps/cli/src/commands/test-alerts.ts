import { loadConfig } from '@switchgear/config';
import type { Command } from 'commander';
import { readAlerts } from '../clients/alerting.ts';
import { CliError, exitStatus } from '../errors.ts';
import { alertSections } from '../screen/alerts.ts';
import { painterFor } from '../screen/style.ts';
import { liftFault } from '../test-alerts/faults.ts';
import { changesIn, readJournal } from '../test-alerts/journal.ts';
import { announcedLines, evaluatedLines } from '../test-alerts/look.ts';
import { runMenu } from '../test-alerts/menu.ts';
import { endPretended } from '../test-alerts/pretend.ts';
import { planFor, provoke } from '../test-alerts/provoke.ts';
import { knownRules } from '../test-alerts/rules.ts';
import { addressOf, runningPlatform } from './running.ts';

const choices = `
What there is to choose:
  status       what runs, what fires or is about to, what has arrived
  critical     every key of a simulated provider rests; load of the machine and others are pretended
  warning      a key is revoked, answers are slow; a full disk and others are pretended
  <AlertName>  this alert alone, as in: npx switchgear test-alerts KeyQuarantined
  reset        undo all of it, whenever and however the test ended`;

const undoHint = 'Undo it at any time with: npx switchgear test-alerts reset';

export function registerTestAlerts(program: Command): void {
  program
    .command('test-alerts')
    .description('raise alerts on the running system and see them arrive; without a choice, a menu')
    .argument('[choice]', 'status, critical, warning, reset or the name of an alert')
    .option('-c, --config <file>', 'configuration')
    .addHelpText('after', choices)
    .action((choice: string | undefined, { config }: { config?: string }) => testAlerts(choice, config));
}

async function testAlerts(choice: string | undefined, file: string | undefined): Promise<void> {
  if (choice !== undefined) return act(choice, file);
  if (!process.stdin.isTTY || !process.stdout.isTTY) {
    throw new CliError(
      'invalid_argument',
      'Without a terminal there is no menu. Give one of: status, critical, warning, reset, or the name of an alert, as in: npx switchgear test-alerts status',
      { exitStatus: exitStatus.usage },
    );
  }
  await runMenu({ input: process.stdin, output: process.stdout }, async (chosen) => {
    try {
      await act(chosen, file);
    } catch (error) {
      // The next choice may mend it.
      if (!(error instanceof CliError)) throw error;
      print([[error.message]]);
    }
  });
  const left = changesIn(readJournal(loadConfig({ file }).state_dir));
  if (left.length > 0) print([['The test goes on.', undoHint]]);
}

function act(choice: string, file: string | undefined): Promise<void> {
  if (choice === 'status') return status(file);
  return choice === 'reset' ? reset(file) : raise(choice, file);
}

async function status(file: string | undefined): Promise<void> {
  const { platform, supervisor } = await runningPlatform(file);
  const { config, prometheus } = platform;
  const paint = painterFor(process.stdout);
  const ready = supervisor.programs.filter((program) => program.ready).map(({ name }) => name);
  const down = supervisor.programs.filter((program) => !program.ready).map(({ name }) => name);
  const report = await readAlerts(config, supervisor.effective.notifications, (name) => addressOf(supervisor, name));
  const changes = changesIn(readJournal(config.state_dir));
  print([
    [`Ready: ${ready.join(', ')}.`, ...(down.length === 0 ? [] : [paint('red', `Not ready: ${down.join(', ')}.`)])],
    evaluatedLines(await prometheus.alerts(), knownRules(config), paint),
    ...alertSections(report, supervisor.started_at, Date.now(), paint),
    changes.length === 0 ? ['No test has left anything changed.'] : ['Changed by tests:', ...indent(changes), undoHint],
  ]);
}

async function raise(choice: string, file: string | undefined): Promise<void> {
  const { platform } = await runningPlatform(file);
  const { config } = platform;
  const rules = knownRules(config);
  const plan = planFor(choice, config, rules);
  const count = plan.pretended.length;
  print([
    [
      ...plan.real.map(({ what }) => `Real, ${what}.`),
      ...(count === 0
        ? []
        : [`Pretended for 15 min, as drill: ${plan.pretended.map(({ alert }) => alert).join(', ')}.`]),
      undoHint,
    ],
  ]);
  const announced = await provoke(platform, plan, rules, Date.now);
  const place = config.slack.webhook === undefined ? `${config.links.console}/inbox` : 'Slack';
  print([
    announcedLines(announced, painterFor(process.stdout)),
    [
      'What follows from these may arrive as well. An alert that fired within the last 15 min may come a minute later.',
      `Follow it with: npx switchgear test-alerts status, and in ${place}`,
    ],
  ]);
}

async function reset(file: string | undefined): Promise<void> {
  const { state_dir: stateDir } = loadConfig({ file });
  const journal = readJournal(stateDir);
  if (changesIn(journal).length === 0) {
    print([['There is nothing to undo: no test has left anything changed.']]);
    return;
  }
  try {
    const { platform } = await runningPlatform(file);
    for (const key of Object.keys(journal.faults)) await liftFault(platform, key);
    await endPretended(platform, Date.now());
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    const left = indent(changesIn(readJournal(stateDir))).join('\n');
    throw new CliError(
      error.code,
      `${error.message}\nStill to be undone, with npx switchgear test-alerts reset once that is mended:\n${left}`,
      { cause: error, exitStatus: error.exitStatus },
    );
  }
  print([['All is as it was before the test. No longer so:', ...indent(changesIn(journal))]]);
}

function indent(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}

function print(sections: readonly (readonly string[])[]): void {
  process.stdout.write(`${sections.map((lines) => lines.join('\n')).join('\n\n')}\n\n`);
}
