import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DrillError, type DrillReport, drillPassed, type RuleText, renderReport, runDrill } from '@switchgear/drill';
import { findBinaries } from '@switchgear/stack';
import type { Command } from 'commander';
import { startConsole } from '../drill/console.ts';
import { type DrillCircumstances, keepLast } from '../drill/last.ts';
import { CliError, exitStatus } from '../errors.ts';
import { createReporter } from '../screen/reporter.ts';
import { locateState } from '../state/locate.ts';
import { interruption } from './signals.ts';

interface Options {
  readonly config?: string;
  readonly rules?: readonly string[];
  readonly realTime?: string | boolean;
}

/** Waited out when no other is named: what callers feel most. */
const usualAlert = 'AllKeysCircuitBreakerOpen';

export function registerDrill(program: Command): void {
  program
    .command('drill')
    .description(
      `prove with a Prometheus and an Alertmanager of its own that every alert fires, arrives and resolves; exit status ${exitStatus.done} when all do`,
    )
    .option('--rules <file...>', 'rule files of somebody else, over the same metrics, in the place of ours')
    .option('--real-time [alert]', `wait one alert out, with nothing shortened (default: ${usualAlert})`)
    .option('-c, --config <file>', 'configuration whose console shows what came of it')
    .action(drill);
}

async function drill(options: Options): Promise<void> {
  const realTime = options.realTime === true ? usualAlert : options.realTime || undefined;
  const rules = options.rules && (await Promise.all(options.rules.map(readRules)));
  using interrupted = interruption(() => {});
  const { signal } = interrupted;
  const reporter = createReporter(process.stderr);
  const binaries = await findBinaries({
    signal,
    onProgress: (progress) => reporter.event({ type: 'binaries', progress }),
  });
  reporter.finish();
  const folder = await mkdtemp(join(tmpdir(), 'switchgear-drill-console-'));
  try {
    await using page = await startConsole(folder, signal);
    const links = { console: page.url, dashboards: page.url, prometheus: page.url, alertmanager: page.url };
    const report = await runDrill({
      links,
      binaries,
      signal,
      ...(rules !== undefined && { rules }),
      ...(realTime !== undefined && { realTime }),
    });
    process.stdout.write(`${renderReport(report)}\n`);
    if (!drillPassed(report)) process.exitCode = exitStatus.fault;
    await keep(report, { finishedAt: new Date(), rules: options.rules, realTime }, options.config);
  } catch (error) {
    if (signal.aborted)
      throw new CliError('interrupted', 'Interrupted; nothing of the drill is left.', {
        cause: error,
        exitStatus: exitStatus.interrupted,
      });
    throw error instanceof DrillError ? new CliError('drill_failed', error.message, { cause: error }) : error;
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** A drill proves what it proves, whether or not it can be kept. */
async function keep(report: DrillReport, about: DrillCircumstances, configFile: string | undefined): Promise<void> {
  try {
    await keepLast(locateState(configFile).stateDir, report, about);
  } catch (error) {
    process.stderr.write(`The console will not show this drill: ${(error as Error).message}\n`);
  }
}

async function readRules(path: string): Promise<RuleText> {
  try {
    return { path, text: await readFile(path, 'utf8') };
  } catch (cause) {
    const { message } = cause as Error;
    throw new CliError(
      'invalid_argument',
      `--rules ${path} cannot be read: ${message}. Name a rule file of Prometheus.`,
      {
        cause,
        exitStatus: exitStatus.usage,
      },
    );
  }
}
