import type { CaseResult, Failure, RunError, RunErrorType, RunObserver, RunResult, Underway } from '../model.ts';

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
  /** By test file and case, the oldest first. */
  readonly #underway = new Map<string, Underway>();
  #longest: Underway | undefined;

  constructor(observer: RunObserver) {
    this.#observer = observer;
  }

  /**
   * A case stands for its test file for as long as it runs.
   *
   * @param shown what people are told of its name
   */
  started(file: string, name = '', shown = name): void {
    this.#started.add(file);
    this.#underway.delete(keyOf(file, ''));
    this.#underway.set(keyOf(file, name), { file, since: Date.now(), ...(name !== '' && { name: shown }) });
    this.#tellLongest();
  }

  fileFinished(file: string): void {
    this.#finished.add(file);
    for (const [key, one] of this.#underway) if (one.file === file) this.#underway.delete(key);
    this.#tellLongest();
    this.#observer.fileFinished?.(file);
  }

  /** Cases that share file and name are told apart by a number, as two results of one case would look flaky. */
  addCase(result: CaseResult): void {
    const key = keyOf(result.file, result.name);
    if (this.#underway.delete(key)) this.started(result.file);
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
          ? `It was running${this.#casesIn(file)}, and has not come to its end.`
          : 'It has not come to its end.';
      this.addError({ type: 'suite_error', message: `${file}: ${how}`, file });
    }
  }

  #casesIn(file: string): string {
    const cases = [...this.#underway.values()].filter((one) => one.file === file).flatMap(({ name = [] }) => name);
    return cases.length === 0 ? '' : ` (${cases.join(', ')})`;
  }

  #tellLongest(): void {
    const [longest] = this.#underway.values();
    if (longest !== this.#longest) this.#observer.longest?.(longest);
    this.#longest = longest;
  }
}

/** The names to ask a runner for: the number that tells equal names apart is ours, unless a test is named so. */
export function askedNames(cases: readonly string[]): ReadonlySet<string> {
  return new Set(cases.flatMap((name) => [name, name.replace(/ #\d+$/, '')]));
}

function keyOf(file: string, name: string): string {
  return `${file}\0${name}`;
}

function cut(failure: Failure): Failure {
  const texts = Object.entries(failure).map(([key, value]) => [
    key,
    typeof value === 'string' && value.length > longestText ? `${value.slice(0, longestText)}\n… cut` : value,
  ]);
  return Object.fromEntries(texts) as unknown as Failure;
}
