import type { Logger } from '@switchgear/service';
import type { AnalysisModel } from './analysis/analysis.ts';
import type { RunnerChoice } from './runners/create.ts';
import type { SelectionRules } from './selection/index.ts';
import type { View } from './view.ts';

export interface AnalysisOptions {
  /** Base address of the gateway. */
  readonly gateway: string;
  /** Client token of the gateway; default none. */
  readonly token?: string | undefined;
  /** Asked for the cause of a failure. */
  readonly cause: AnalysisModel;
  /** Asked for what is known about it. */
  readonly known: AnalysisModel;
  readonly dailyTokens: number;
  /** Exact secrets that must not leave the machine, beside what looks like one. */
  readonly secrets: readonly string[];
}

export interface TestWatcherOptions {
  /** The tree. */
  readonly root: string;
  /** Folder for the state of this tree. */
  readonly stateDir: string;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly runner: RunnerChoice;
  /** In the syntax of `.gitignore`. */
  readonly ignore: readonly string[];
  readonly rules: SelectionRules;
  readonly sweepMs: number;
  /** Begins with all tests, whatever is known. */
  readonly runsAll?: boolean;
  /** Off without it. */
  readonly analysis?: AnalysisOptions;
  /** How long the very first run of everything waits for a scrape, in milliseconds; default 0. */
  readonly scrapeWaitMs?: number;
  /** Waits for the end of another watcher on the tree, which is refused by default. */
  readonly waitsForTree?: boolean;
  readonly view: View;
  readonly logger: Logger;
}
