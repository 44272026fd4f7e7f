import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { messageOf, type ProcessEnd, runProcess } from '@switchgear/service';
import { TestWatcherError } from '../../errors.ts';
import type { RunnerOptions } from '../options.ts';
import type { PytestEvent } from './events.ts';

interface PytestCall {
  readonly args: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  readonly onEvent: (event: PytestEvent) => void;
  readonly onOutput: (text: string) => void;
}

/** Runs pytest with our plugin. @throws TestWatcherError runner_missing */
export async function runPytest(options: RunnerOptions, call: PytestCall): Promise<ProcessEnd> {
  const python = pythonOf(options.root);
  const missing = (why: string, cause?: unknown) =>
    new TestWatcherError(
      'runner_missing',
      `${python} cannot run pytest in ${options.root}: ${why}. Run \`${python} -m pip install pytest\`, or start with the project's virtual environment active.`,
      { cause },
    );
  let end: ProcessEnd;
  try {
    end = await runProcess({
      ...options,
      command: python,
      args: ['-m', 'pytest', '-p', 'switchgear_pytest', '--color=no', ...call.args],
      cwd: options.root,
      environment: {
        ...options.environment,
        ...call.environment,
        PYTHONPATH: [import.meta.dirname, options.environment?.['PYTHONPATH'] ?? process.env['PYTHONPATH']]
          .filter(Boolean)
          .join(delimiter),
        PYTHONUNBUFFERED: '1',
      },
      signal: call.signal,
      onOutput: call.onOutput,
      onLine: (line) => readEvent(line, call),
    });
  } catch (error) {
    throw missing(messageOf(error), error);
  }
  if (/No module named pytest$/m.test(end.output.lastLines())) throw missing('it has no module of that name');
  return end;
}

/** What a test writes to our descriptor is output like any other. */
function readEvent(line: string, { onEvent, onOutput }: PytestCall): void {
  let event: PytestEvent;
  try {
    event = JSON.parse(line);
  } catch {
    onOutput(`${line}\n`);
    return;
  }
  onEvent(event);
}

/** The interpreter of the active virtual environment, of the tree's own, or of the machine. */
export function pythonOf(root: string): string {
  const inside = process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python'];
  const active = process.env['VIRTUAL_ENV'];
  const environments = [...(active ? [active] : []), join(root, '.venv'), join(root, 'venv')];
  const found = environments.map((folder) => join(folder, ...inside)).find((path) => existsSync(path));
  return found ?? (process.platform === 'win32' ? 'python' : 'python3');
}
