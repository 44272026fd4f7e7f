import { type Config, loadConfig } from '@switchgear/config';
import type { Command } from 'commander';
import type { SupervisorStatus } from '../control/protocol.ts';
import { describeError, exitStatus } from '../errors.ts';
import { renderOverview } from '../screen/overview.ts';
import { createReporter } from '../screen/reporter.ts';
import { painterFor } from '../screen/style.ts';
import { prepareStateFolder } from '../state/prepare.ts';
import { type BackgroundMessage, startInBackground } from './background.ts';
import { serve } from './serve.ts';
import { interruption } from './signals.ts';

export interface UpOptions {
  readonly config?: string;
  readonly detach?: boolean;
  readonly background?: boolean;
}

export function registerUp(program: Command): void {
  program
    .command('up')
    .description('start everything and show where it is; Ctrl-C ends it')
    .option('-d, --detach', 'return when all is ready; it goes on in the background')
    .option('-c, --config <file>', 'configuration (default: $SWITCHGEAR_CONFIG, then ./switchgear.yaml)')
    .addOption(program.createOption('--background', 'report to the parent process').hideHelp())
    .action(up);
}

async function up(options: UpOptions): Promise<void> {
  const config = loadConfig({ file: options.config });
  prepareStateFolder(config.state_dir);
  if (options.background) await serveInBackground(config);
  else if (options.detach) await detach(config, options);
  else await serveInForeground(config);
}

async function serveInForeground(config: Config): Promise<void> {
  const reporter = createReporter(process.stderr);
  let ready = false;
  await serve(config, {
    event: (event) => reporter.event(event),
    ready: (status) => {
      ready = true;
      reporter.finish();
      show(config, status, false);
    },
  });
  if (!ready) process.exitCode = exitStatus.interrupted;
}

async function detach(config: Config, options: UpOptions): Promise<void> {
  const reporter = createReporter(process.stderr);
  using interrupted = interruption(() => {});
  const args = ['up', '--background', ...(options.config === undefined ? [] : ['--config', options.config])];
  const status = await startInBackground({
    stateDir: config.state_dir,
    args,
    signal: interrupted.signal,
    onEvent: (event) => reporter.event(event),
  });
  reporter.finish();
  show(config, status, true);
}

async function serveInBackground(config: Config): Promise<void> {
  let ready = false;
  const parentGone = new AbortController();
  process.once('disconnect', () => {
    if (!ready) parentGone.abort();
  });
  try {
    await serve(
      config,
      {
        event: (event) => tellParent({ type: 'event', event }),
        ready: (status) => {
          ready = true;
          tellParent({ type: 'ready', status });
        },
      },
      parentGone.signal,
    );
  } catch (error) {
    const { message, status } = describeError(error);
    tellParent({ type: 'failed', message, exitStatus: status });
    throw error;
  } finally {
    // Its listener would keep this process alive.
    if (process.connected) process.disconnect();
  }
}

function tellParent(message: BackgroundMessage): void {
  if (process.connected) process.send?.(message);
}

function show(config: Config, status: SupervisorStatus, detached: boolean): void {
  process.stdout.write(renderOverview(config, status, painterFor(process.stdout), detached));
}
