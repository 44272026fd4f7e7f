import { existsSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Config, loadConfig } from '@switchgear/config';
import { nativeFiles } from '@switchgear/monitoring';
import { type BinaryProgress, findBinaries, forgetNotifications, writeSettings } from '@switchgear/stack';
import type { SupervisorStatus } from '../control/protocol.ts';
import { serveControl } from '../control/server.ts';
import { socketPath } from '../control/socket-path.ts';
import { CliError } from '../errors.ts';
import { portFault } from '../ports/check.ts';
import { effectiveSettings } from '../state/effective.ts';
import { Fleet, type FleetEvent } from './fleet.ts';
import { PidRecords } from './pid-records.ts';
import { needsBinaries, planPrograms } from './plan.ts';
import { planChange } from './plan-change.ts';
import type { ProgramSpec } from './spec.ts';

/** What a person watches while `up` works, and after it. */
export type SessionEvent =
  | FleetEvent
  | { readonly type: 'binaries'; readonly progress: BinaryProgress }
  | { readonly type: 'binaries_found'; readonly downloaded: boolean }
  | { readonly type: 'orphans_ended'; readonly names: readonly string[] }
  | { readonly type: 'stopping'; readonly reason?: string };

export interface SessionOptions {
  readonly config: Config;
  /** Ends everything, at any moment. */
  readonly signal: AbortSignal;
  readonly onEvent: (event: SessionEvent) => void;
  /** Default: what the configuration asks for. */
  readonly plan?: () => Promise<ProgramSpec[]>;
  readonly onFleet?: (fleet: Fleet) => void;
  /** Called once all programs can serve. */
  readonly onReady?: (status: SupervisorStatus) => void;
}

/**
 * Starts everything, keeps it running until the signal or the control socket ends it, and stops everything. Whichever
 * way it ends, no process and no port is left.
 *
 * @throws CliError already_running, port_in_use, program_failed, state_dir; StackError
 */
export async function runSession(options: SessionOptions): Promise<void> {
  const { config, onEvent } = options;
  const asked = new AbortController();
  const signal = AbortSignal.any([options.signal, asked.signal]);
  const startedAt = Date.now();
  let state: SupervisorStatus['state'] = 'starting';
  let fleet: Fleet | undefined;
  let current = config;
  /** Programs whose files have changed since they were started. */
  const outdated = new Set<string>();
  const status = async (): Promise<SupervisorStatus> => ({
    pid: process.pid,
    state,
    started_at: startedAt,
    programs: (await fleet?.status()) ?? [],
    effective: effectiveSettings(current),
  });
  const runDir = await makeRunDir(config.state_dir);
  const socket = socketPath(config.state_dir);
  await using _control = await serveControl(socket, {
    status,
    stop: () => {
      state = 'stopping';
      asked.abort();
    },
    restart: async (name) => {
      if (state !== 'running' || fleet === undefined)
        throw new CliError('program_failed', `Switchgear is ${state}; try again later.`);
      const now = loadConfig({ file: config.file });
      const change = planChange(config, now);
      if (change !== undefined) {
        throw new CliError(
          'program_failed',
          `${change}, which a restart of one program cannot follow. Run: npx switchgear down, then: npx switchgear up`,
        );
      }
      fleet.assertKnown(name);
      for (const one of affected(now, await writeNative(now))) outdated.add(one);
      current = now;
      // One that could not be restarted now is tried again with the next restart.
      for (const one of new Set([...outdated, name])) {
        await fleet.restart(one, signal);
        outdated.delete(one);
      }
    },
  });
  let reason: string | undefined;
  using _watch = whenGone(process.platform === 'win32' ? [runDir] : [runDir, socket], (path) => {
    reason = `${path} is gone, and with it the way to end this Switchgear.`;
    asked.abort();
  });
  try {
    const pids = new PidRecords(runDir);
    const orphans = await pids.endOrphans();
    if (orphans.length > 0) onEvent({ type: 'orphans_ended', names: orphans });
    await writeNative(config);
    const specs = await (options.plan ?? (() => prepare(config, signal, onEvent)))();
    await checkPorts(specs);
    fleet = new Fleet(specs, { logDir: join(config.state_dir, 'logs'), pids, onEvent });
    options.onFleet?.(fleet);
    await fleet.start(signal);
    state = 'running';
    options.onReady?.(await status());
    await aborted(signal);
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    state = 'stopping';
    // A failed start says so itself.
    if (signal.aborted) onEvent({ type: 'stopping', ...(reason !== undefined && { reason }) });
    await fleet?.stop();
  }
}

/** Writes what the programs read, and removes webhooks that are no longer configured; returns the paths that differed. */
async function writeNative(config: Config): Promise<string[]> {
  const files = nativeFiles(config);
  const folder = join(config.state_dir, 'monitoring', 'alertmanager');
  const names = existsSync(folder) ? await readdir(folder) : [];
  for (const name of names.filter((one) => one.startsWith('slack-url-'))) {
    if (!files.some(({ path }) => path.endsWith(`/${name}`))) await rm(join(folder, name));
  }
  return writeSettings(config.state_dir, files);
}

/** What has to be started again because its files have changed: new rules for a new provider, or another webhook. */
function affected(config: Config, changed: readonly string[]): string[] {
  return (['prometheus', 'alertmanager'] as const).filter(
    (name) => config[name].enabled && changed.some((path) => path.startsWith(`monitoring/${name}`)),
  );
}

/** Tells once when one of the paths does not exist any more: somebody has removed the state folder. */
function whenGone(paths: readonly string[], onGone: (path: string) => void): Disposable {
  const timer = setInterval(() => {
    const gone = paths.find((path) => !existsSync(path));
    if (gone === undefined) return;
    clearInterval(timer);
    onGone(gone);
  }, 2_000);
  return { [Symbol.dispose]: () => clearInterval(timer) };
}

async function prepare(
  config: Config,
  signal: AbortSignal,
  onEvent: SessionOptions['onEvent'],
): Promise<ProgramSpec[]> {
  if (!needsBinaries(config)) return planPrograms(config, undefined);
  let downloaded = false;
  const binaries = await findBinaries({
    signal,
    onProgress: (progress) => {
      downloaded = true;
      onEvent({ type: 'binaries', progress });
    },
  });
  onEvent({ type: 'binaries_found', downloaded });
  await forgetNotifications(config);
  return planPrograms(config, binaries);
}

async function makeRunDir(stateDir: string): Promise<string> {
  const runDir = join(stateDir, 'run');
  try {
    await mkdir(runDir, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new CliError(
      'state_dir',
      `The state folder ${stateDir} cannot be made (${(cause as Error).message}). Give it to your user, or set another state_dir.`,
      { cause },
    );
  }
  return runDir;
}

async function checkPorts(specs: readonly ProgramSpec[]): Promise<void> {
  const faults = (await Promise.all(specs.map((spec) => portFault(spec)))).filter((fault) => fault !== undefined);
  if (faults.length > 0) throw new CliError('port_in_use', faults.join('\n'));
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
