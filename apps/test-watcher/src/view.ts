import type { Recorded } from './history/index.ts';
import type { CaseResult, Change, RunResult, Selection, Underway } from './model.ts';

/** What is known when watching begins. */
export interface Beginning {
  readonly root: string;
  readonly runner: string;
  /** Where its metrics are; undefined where it serves none. */
  readonly address: string | undefined;
  readonly files: number;
  /** Test files among them; undefined where the runner cannot list them now. */
  readonly tests: number | undefined;
  /** The runner can write snapshots anew. */
  readonly updatesSnapshots?: boolean | undefined;
}

/** A run that has ended, with what it means beside the runs before it. */
export interface Ending extends Partial<Omit<Recorded, 'runId'>> {
  readonly result: RunResult;
  readonly selection: Selection;
}

/** Whoever is told what happens: a terminal, a log. */
export interface View {
  begin(beginning: Beginning): void;
  changed(changes: readonly Change[], isReplay: boolean): void;
  chosen(selection: Selection): void;
  /** What has been running longest now; a terminal alone makes use of it. */
  longest?(underway: Underway | undefined): void;
  caseFinished(result: CaseResult): void;
  /** All cases of a test file have; not every runner tells. */
  fileFinished(file: string): void;
  output(text: string): void;
  finished(ending: Ending): void;
  /** Nothing is left to do. */
  waiting(): void;
  fault(fault: { readonly type: string; readonly message: string }): void;
  note(text: string): void;
  analysis(text: string): void;
  close(): void;
}
