import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { SupervisorStatus } from '../control/protocol.ts';
import { CliError, exitStatus } from '../errors.ts';
import type { SessionEvent } from '../supervisor/session.ts';

/** What a supervisor in the background tells the command that started it. */
export type BackgroundMessage =
  | { readonly type: 'event'; readonly event: SessionEvent }
  | { readonly type: 'ready'; readonly status: SupervisorStatus }
  | { readonly type: 'failed'; readonly message: string; readonly exitStatus: number };

export interface BackgroundOptions {
  readonly stateDir: string;
  /** Arguments of the command that becomes the supervisor. */
  readonly args: readonly string[];
  readonly signal: AbortSignal;
  readonly onEvent: (event: SessionEvent) => void;
}

/**
 * Starts a supervisor that outlives us, and waits until all its programs are ready.
 *
 * @throws CliError program_failed and others with the supervisor's own reason; interrupted. Neither leaves it running.
 */
export async function startInBackground(options: BackgroundOptions): Promise<SupervisorStatus> {
  const logFile = join(options.stateDir, 'logs', 'supervisor.log');
  mkdirSync(dirname(logFile), { recursive: true });
  const log = openSync(logFile, 'a');
  const entry = join(import.meta.dirname, '..', 'main.ts');
  const child = spawn(process.execPath, [...process.execArgv, entry, ...options.args], {
    detached: true,
    windowsHide: true,
    stdio: ['ignore', log, log, 'ipc'],
  });
  const stop = () => child.kill('SIGTERM');
  options.signal.addEventListener('abort', stop, { once: true });
  try {
    const status = await untilReady(child, logFile, options.onEvent);
    child.disconnect();
    child.unref();
    return status;
  } catch (error) {
    if (options.signal.aborted) {
      throw new CliError('interrupted', 'Interrupted; everything was stopped.', {
        cause: error,
        exitStatus: exitStatus.interrupted,
      });
    }
    throw error;
  } finally {
    options.signal.removeEventListener('abort', stop);
  }
}

function untilReady(
  child: ChildProcess,
  logFile: string,
  onEvent: BackgroundOptions['onEvent'],
): Promise<SupervisorStatus> {
  let failure: CliError | undefined;
  return new Promise((resolve, reject) => {
    child.on('message', (message: BackgroundMessage) => {
      if (message.type === 'event') onEvent(message.event);
      else if (message.type === 'ready') resolve(message.status);
      else failure = new CliError('program_failed', message.message, { exitStatus: message.exitStatus });
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      const how = signal ?? `status ${code}`;
      reject(failure ?? new CliError('program_failed', `The supervisor ended (${how}). See ${logFile}`));
    });
  });
}
