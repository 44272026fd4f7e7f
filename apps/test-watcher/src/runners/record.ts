import type { CaseResult, Failure, RunError, RunObserver, RunResult } from '../model.ts';

/** How much is kept of each text of a failure, in characters; a diff of two large values may have megabytes. */
const longestText = 16_000;

/** Gathers what comes of a run. */
export class RunRecord {
  readonly #observer: RunObserver;
  readonly #startedAt = performance.now();
  readonly #cases: CaseResult[] = [];
  readonly #errors: RunError[] = [];
  readonly #loaded = new Map<string, readonly string[]>();
  readonly #names = new Map<string, number>();

  constructor(observer: RunObserver) {
    this.#observer = observer;
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

  /** A run without any case is an error, unless it was cancelled. */
  finish(options: { readonly isCancelled: boolean; readonly noTests: string }): RunResult {
    const { isCancelled } = options;
    if (!isCancelled && this.#cases.length === 0 && this.#errors.length === 0) {
      this.addError({ type: 'no_tests', message: options.noTests });
    }
    return {
      status: isCancelled ? 'cancelled' : this.hasErrors ? 'error' : this.hasFailures ? 'fail' : 'pass',
      cases: this.#cases,
      errors: this.#errors,
      durationMs: performance.now() - this.#startedAt,
      loaded: this.#loaded,
    };
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
