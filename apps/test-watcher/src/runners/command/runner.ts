import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { messageOf, runProcess } from '@switchgear/service';
import { TestWatcherError } from '../../errors.ts';
import type { Runner, RunObserver, RunRequest, RunResult } from '../../model.ts';
import { testArguments } from '../arguments.ts';
import { FileList } from '../files.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { RunRecord } from '../record.ts';
import { recordEnd } from './end.ts';
import { type CommandOptions, checkCommand } from './options.ts';
import { Reports } from './reports.ts';

const global = ['**/package.json', '**/{package-lock,npm-shrinkwrap,tsconfig}.json', '**/{yarn.lock,pnpm-lock.yaml}'];

/**
 * Any command that writes JUnit XML. Neither imports nor single cases are known of it, so whole files run, and results
 * come at the end.
 *
 * @throws TestWatcherError configuration
 */
export function createCommandRunner(given: CommandOptions): Runner {
  checkCommand(given);
  const options = { ...given, root: realpathSync(given.root) };
  const files = new FileList(options, (path) => options.testFiles.some((glob) => posix.matchesGlob(path, glob)));

  async function run(request: RunRequest, observer: RunObserver): Promise<RunResult> {
    const record = new RunRecord(observer);
    const folder = mkdtempSync(join(tmpdir(), 'switchgear-report-'));
    try {
      const invocation = invoke(options, request.tests, join(folder, 'report.xml'));
      const reports = options.reports?.length ? new Reports(options.root, options.reports) : new Reports(folder, ['*']);
      const end = await runProcess({
        ...options,
        ...invocation,
        cwd: options.root,
        signal: request.signal,
        onOutput: (text) => observer.output?.(text),
      }).catch(missing);
      await recordEnd(end, reports, record, options);
    } catch (error) {
      if (!(error instanceof TestWatcherError) || error.code !== 'runner_missing') throw error;
      record.addError({ type: error.code, message: error.message });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    const asked = request.tests === 'all' ? files.get() : request.tests;
    const noTests = `No test ran: ${options.command.join(' ')}`;
    return record.finish({ isCancelled: request.signal.aborted, noTests, asked });
  }

  function missing(error: unknown): never {
    const why = messageOf(error);
    const message = `${options.command[0]} cannot be started in ${options.root}: ${why}. Install it, or name its path.`;
    throw new TestWatcherError('runner_missing', message, { cause: error });
  }

  return {
    name: options.command[0] ?? '',
    global,
    testFiles: async () => [...files.get()],
    dependents: async () => undefined,
    changed: async (changes) => files.changed(changes),
    run: oneAtATime(run),
    close: async () => {},
  };
}

function invoke({ root, command, environment = {} }: CommandOptions, tests: RunRequest['tests'], report: string) {
  const fill = (text: string) => text.replaceAll('{report}', report);
  const [program = '', ...args] = command.flatMap((part) => {
    return part === '{tests}' ? testArguments(root, tests) : [fill(part)];
  });
  const variables = Object.entries(environment).map(([name, value]) => [name, fill(value)]);
  return { command: program, args, environment: Object.fromEntries(variables) as Record<string, string> };
}
