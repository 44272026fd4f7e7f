import { killLeftovers } from '@switchgear/service';
import type { Runner } from '../model.ts';
import type { CommandOptions } from './command/options.ts';
import { createCommandRunner } from './command/runner.ts';
import { detectRunner } from './detect.ts';
import type { RunnerOptions } from './options.ts';
import { createPytestRunner } from './pytest/runner.ts';
import { createVitestRunner } from './vitest/runner.ts';

/** Vitest, pytest, a command, or by default whichever of the first two the tree has. */
export type RunnerChoice =
  | ({ readonly kind?: 'vitest' | 'pytest' } & RunnerOptions)
  | ({ readonly kind: 'command' } & CommandOptions);

/**
 * Also ends what watchers that were killed have left running.
 *
 * @throws TestWatcherError runner_missing, configuration
 */
export async function createRunner(choice: RunnerChoice): Promise<Runner> {
  await killLeftovers();
  if (choice.kind === 'command') return createCommandRunner(choice);
  const kind = choice.kind ?? detectRunner(choice.root);
  return kind === 'vitest' ? createVitestRunner(choice) : createPytestRunner(choice);
}
