import type { CaseResult, Failure, RunError, RunErrorType, RunObserver, RunResult } from '../model.ts';

/** How much is kept of each text of a failure, in characters; a diff of two large values may have megabytes. */
const longestText = 16_000;

/** Errors of a run that has begun; behind any other, nothing of it counts as tested. */
const midway: ReadonlySet<RunErrorType> = new Set(['timeout', 'output_limit', 'runner_died', 'suite_error']);

/** Gathers what comes of a run. */
export class RunRecord {
  readonly #observer: RunObserver;
  readonly #startedAt = performance.now();
  readonly #cases: CaseResult[] = [];
  readonly #errors: RunError[] = [];
  readonly #loaded = new Map<string, readonly string[]>();
  readonly #names = new Map<string, number>();
  readonly #started = new Set<string>();
  readonly #finished = new Set<string>();

  constructor(observer: RunObserver) {
    this.#observer = observer;
  }

  fileStarted(file: string): void {
    if (this.#started.has(file)) return;
    this.#started.add(file);
    this.#observer.fileStarted?.(file);
  }

  fileFinished(file: string): void {
    this.#finished.add(file);
    this.#observer.fileFinished?.(file);
  }

  /** Cases that share file and name are told apart by a number, as two results of one case would look flaky. */
  addCase(result: CaseResult): void {
    const key = `${result.file}\0${result.name}`;
    const count = (this.#names.get(key) ?? 0) + 1;
    this.#names.set(key, count);
    const { failure } = result;
    const kept: CaseResult = {
      ...result,
      name: count === 1 ? result.name : `${result.name} #${count}`,
      ...(failure && { failure: cut(failure) }),
    };
    this.#cases.push(kept);
    this.#observer.caseFinished?.(kept);
  }

  addError(error: RunError): void {
    this.#errors.push(error);
  }

  addLoaded(test: string, files: readonly string[]): void {
    this.#loaded.set(test, files);
  }

  get cases(): readonly CaseResult[] {
    return this.#cases;
  }

  get hasErrors(): boolean {
    return this.#errors.length > 0;
  }

  get hasFailures(): boolean {
    return this.#cases.some(({ status }) => status === 'fail');
  }

  /**
   * A run without any case is an error, unless it was cancelled.
   *
   * @param asked the test files that were to run
   */
  finish(options: { isCancelled: boolean; noTests: string; asked: Iterable<string> }): RunResult {
    const { isCancelled, noTests, asked } = options;
    if (!isCancelled && this.#cases.length === 0 && this.#errors.length === 0) {
      this.addError({ type: 'no_tests', message: noTests });
    }
    if (!isCancelled && this.#errors.some(({ type, file }) => file === undefined && midway.has(type))) {
      this.#doubt([...asked]);
    }
    return {
      status: isCancelled ? 'cancelled' : this.hasErrors ? 'error' : this.hasFailures ? 'fail' : 'pass',
      cases: this.#cases,
      // That a file has not come to its end is no news then.
      errors: isCancelled ? this.#errors.filter(({ file = '' }) => this.#finished.has(file)) : this.#errors,
      durationMs: performance.now() - this.#startedAt,
      loaded: this.#loaded,
    };
  }

  /** An error that is not of one file leaves those in doubt that have not come to their end, or all where each has. */
  #doubt(asked: readonly string[]): void {
    const told = new Set(this.#errors.map(({ file }) => file));
    const untold = asked.filter((file) => !told.has(file));
    const unfinished = untold.filter((file) => !this.#finished.has(file));
    for (const file of unfinished.length > 0 ? unfinished : untold) {
      const how = this.#finished.has(file)
        ? 'It was part of a run that failed as a whole.'
        : this.#started.has(file)
          ? 'It was running, and has not come to its end.'
          : 'It has not come to its end.';
      this.addError({ type: 'suite_error', message: `${file}: ${how}`, file });
    }
  }
}

/** The names to ask a runner for: the number that tells equal names apart is ours, unless a test is named so. */
export function askedNames(cases: readonly string[]): ReadonlySet<string> {
  return new Set(cases.flatMap((name) => [name, name.replace(/ #\d+$/, '')]));
}

function cut(failure: Failure): Failure {
  const texts = Object.entries(failure).map(([key, value]) => [
    key,
    typeof value === 'string' && value.length > longestText ? `${value.slice(0, longestText)}\n… cut` : value,
  ]);
  return Object.fromEntries(texts) as unknown as Failure;
}
