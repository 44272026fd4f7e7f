import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { graceMs, Output, startProcess } from '@switchgear/service';
import { TestWatcherError } from '../../errors.ts';
import type { RunError, RunErrorType } from '../../model.ts';
import { describeEnd, withOutput } from '../faults.ts';
import type { RunnerOptions } from '../options.ts';
import type { Calls, HostMessage, RunMessage } from './protocol.ts';

/** A host that is ready, for as long as it lives. */
export interface Connection {
  /** Files that its configuration was read from. */
  readonly configuration: readonly string[];
  /** Its end, in words. */
  readonly ended: Promise<string>;
  /** @throws TestWatcherError runner_died, or suite_error for what Vitest itself throws */
  call<K extends keyof Calls>(call: K, asked: Calls[K]['asked']): Promise<Calls[K]['answer']>;
  /** Who is told from now on of what happens in a run. */
  listen(listener: (message: RunMessage) => void): void;
  killAbandoned(): Promise<void>;
  kill(): Promise<void>;
  /** Lets it put things away first. */
  close(): Promise<void>;
}

/** How long Vitest may take to start. */
const startTimeoutMs = 60_000;

/** What a host is started with. */
export type HostOptions = Pick<RunnerOptions, 'root' | 'projects' | 'environment' | 'timeoutMs'>;

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: TestWatcherError): void;
}

/**
 * Starts a host; the signal ends one that is still starting.
 *
 * @throws TestWatcherError runner_missing, configuration
 */
export async function openConnection(
  { root, projects = [], environment, timeoutMs }: HostOptions,
  signal: AbortSignal,
): Promise<Connection> {
  const output = new Output();
  let listener = (_message: RunMessage) => {};
  const host = startProcess({
    command: process.execPath,
    // Without our own conditions: it runs the code of others.
    args: ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'host.ts'), root, ...projects],
    cwd: root,
    environment,
    ipc: true,
    onOutput: (text) => {
      output.add(text);
      listener({ type: 'output', text });
    },
  });
  const waiting = new Map<number, Waiting>();
  const ended = host.ended.then(describeEnd, (error: unknown) => `it could not be started: ${error}`);
  const ready = Promise.withResolvers<readonly string[]>();
  let death: TestWatcherError | undefined;
  void ended.then((how) => {
    const message = withOutput(`Vitest ended while it started (${how}).`, output);
    ready.reject(new TestWatcherError('configuration', message));
    death = new TestWatcherError('runner_died', withOutput(`Vitest ended (${how}).`, output));
    for (const { reject } of waiting.values()) reject(death);
  });
  const timer = setTimeout(() => {
    const message = withOutput(`Vitest did not start within ${startTimeoutMs / 1_000} s.`, output);
    ready.reject(new TestWatcherError('configuration', message));
  }, startTimeoutMs);
  host.child.on('message', (message: HostMessage) => {
    switch (message.type) {
      case 'ready':
        ready.resolve(message.configuration);
        break;
      case 'failed':
        ready.reject(new TestWatcherError(message.error.type, message.error.message));
        break;
      case 'answer':
        take(message.id)?.resolve(message.answer);
        break;
      case 'refusal':
        take(message.id)?.reject(new TestWatcherError('suite_error', message.message));
        break;
      default:
        listener(message);
        break;
    }
  });
  function take(id: number): Waiting | undefined {
    const entry = waiting.get(id);
    waiting.delete(id);
    return entry;
  }
  let asked = 0;
  const call: Connection['call'] = async <K extends keyof Calls>(name: K, question: Calls[K]['asked']) => {
    if (death) throw death;
    const { promise, resolve, reject } = Promise.withResolvers<Calls[K]['answer']>();
    asked += 1;
    waiting.set(asked, { resolve: resolve as Waiting['resolve'], reject });
    // What is not connected any more is about to end.
    if (host.child.connected) host.child.send({ id: asked, call: name, asked: question });
    const giveUp = () => {
      const message = `Vitest gave no answer within ${timeoutMs / 1_000} s. Look for a plugin that hangs.`;
      reject(new TestWatcherError('runner_died', withOutput(message, output)));
      void host.kill();
    };
    // A run has a limit of its own.
    const late = name === 'run' ? undefined : setTimeout(giveUp, timeoutMs);
    return await promise.finally(() => clearTimeout(late));
  };
  const kill = async () => {
    await host.kill();
    await ended;
  };
  const abort = () => void host.kill();
  signal.addEventListener('abort', abort, { once: true });
  try {
    const configuration = await ready.promise;
    const close = async () => {
      await Promise.race([call('close', null).catch(() => undefined), delay(graceMs, undefined, { ref: false })]);
      await kill();
    };
    const listen: Connection['listen'] = (next) => {
      listener = next;
    };
    return { configuration, ended, call, listen, kill, close, killAbandoned: host.killAbandoned };
  } catch (error) {
    await kill();
    throw error;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  }
}

/** What a connection throws, as the error of a run. */
export function runErrorOf(error: unknown): RunError {
  if (!(error instanceof TestWatcherError)) throw error;
  // A connection throws nothing else.
  return { type: error.code as RunErrorType, message: error.message };
}
