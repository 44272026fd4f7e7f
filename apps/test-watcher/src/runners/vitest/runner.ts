import { once } from 'node:events';
import { realpathSync } from 'node:fs';
import { posix } from 'node:path';
import type { Change, Runner, RunObserver, RunRequest, RunResult } from '../../model.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import type { RunnerOptions } from '../options.ts';
import { RunRecord } from '../record.ts';
import { runErrorOf } from './connection.ts';
import { Session } from './session.ts';
import { WarmHost } from './warm-host.ts';

/** Beside the files of the configuration itself, what Vitest reads only when it starts. */
const global = [
  '**/{vite,vitest}.{config,workspace}.*',
  '**/{package,package-lock,npm-shrinkwrap,tsconfig,tsconfig.*}.json',
  '**/{yarn.lock,bun.lock,bun.lockb,pnpm-lock.yaml}',
  '**/{.env,.env.*}',
];

/** Workers may take this long to end after a run, and leave processes behind then. */
const lingerMs = 1_000;

/** The project's own Vitest, version 3 or later, kept warm in a process of its own. */
export function createVitestRunner(options: RunnerOptions): Runner {
  const host = new WarmHost({ ...options, root: realpathSync(options.root) });
  let isRunning = false;
  let isOutdated = false;
  let sweep: NodeJS.Timeout | undefined;

  async function run(request: RunRequest, observer: RunObserver): Promise<RunResult> {
    const record = new RunRecord(observer);
    const { signal } = request;
    clearTimeout(sweep);
    isRunning = true;
    let asked: readonly string[] = [];
    try {
      const aborted = signal.aborted ? Promise.resolve() : once(signal, 'abort');
      const connection = await Promise.race([aborted.then(() => undefined), host.connect()]);
      asked = request.tests === 'all' ? ((await connection?.call('testFiles', null)) ?? []) : request.tests;
      if (connection && !signal.aborted) {
        await new Session(connection, options, record, observer).run(request);
        await connection.killAbandoned();
        sweep = setTimeout(() => void connection.killAbandoned(), lingerMs).unref();
      }
    } catch (error) {
      record.addError(runErrorOf(error));
    } finally {
      isRunning = false;
    }
    if (isOutdated) await host.close();
    isOutdated = false;
    return record.finish({ isCancelled: signal.aborted, noTests: noTests(request, options.root), asked });
  }

  async function changed(changes: readonly Change[]): Promise<void> {
    const isGlobal = changes.some(({ path }) => global.some((glob) => posix.matchesGlob(path, glob)));
    const connection = isGlobal ? undefined : await host.current();
    if (isGlobal || changes.some(({ path }) => connection?.configuration.includes(path))) {
      if (isRunning) isOutdated = true;
      else await host.close();
    } else if (connection) {
      // What cannot be told is read anew.
      await connection.call('changed', changes).catch(() => host.close());
    }
  }

  return {
    name: 'vitest',
    global,
    modules: /(?<!\.d)\.(?:[cm]?[jt]sx?|vue|svelte)$/,
    updatesSnapshots: true,
    testFiles: async () => (await host.connect()).call('testFiles', null),
    dependents: async (paths) => new Map(await (await host.connect()).call('dependents', paths)),
    changed,
    run: oneAtATime(run),
    close: async () => {
      clearTimeout(sweep);
      await host.close();
    },
  };
}

function noTests({ tests, cases }: RunRequest, root: string): string {
  if (cases) return `None of the chosen cases exists any more in ${root}.`;
  if (tests === 'all') return `Vitest found no test in ${root}; look at \`include\` in its configuration.`;
  return `Vitest found no test in ${tests.join(', ')}; look at \`include\` in its configuration.`;
}
