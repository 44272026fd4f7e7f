import { TestWatcherError } from '../../errors.ts';
import type { RunnerOptions } from '../options.ts';

export interface CommandOptions extends RunnerOptions {
  /**
   * Program and arguments; there is no shell between. An argument `{tests}` stands for the chosen files, or for nothing
   * when all are to run; without it each run is one of everything. `{report}` in an argument or in the
   * environment stands for the file into which the command is to write its JUnit XML.
   */
  readonly command: readonly string[];
  /** Globs of the JUnit XML files that the command writes into the tree, where it does not take `{report}`. */
  readonly reports?: readonly string[];
  /** Globs of test files. */
  readonly testFiles: readonly string[];
}

/** @throws TestWatcherError configuration */
export function checkCommand({ command, environment = {}, reports = [] }: CommandOptions): void {
  const refuse = (fault: string) => {
    throw new TestWatcherError('configuration', `The command that runs the tests ${fault}`);
  };
  if (command[0] === undefined || command[0] === '') refuse('is empty; name a program and its arguments.');
  if (command.some((part) => part.includes('{tests}') && part !== '{tests}')) {
    refuse(
      'has {tests} inside of an argument, where names of files cannot be kept apart. Make it an argument of its own; in a shell: ["sh", "-c", "jest \\"$@\\"", "sh", "{tests}"].',
    );
  }
  const takesReport = [...command, ...Object.values(environment)].some((part) => part.includes('{report}'));
  if (!takesReport && reports.length === 0) {
    refuse(
      'writes no report that is known of: put {report} where it takes the path of its JUnit XML, or name the files.',
    );
  }
}
