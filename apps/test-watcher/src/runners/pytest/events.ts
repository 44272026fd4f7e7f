import type { CaseResult, CaseStatus, Failure } from '../../model.ts';
import { pathIn } from '../path.ts';
import type { RunRecord } from '../record.ts';

/** What our plugin for pytest writes. Files are absolute. */
export type PytestEvent =
  | { readonly event: 'ready' }
  | { readonly event: 'test_file' | 'file_finished'; readonly file: string }
  | { readonly event: 'case_started'; readonly file: string; readonly name: string }
  | CaseEvent
  | { readonly event: 'error'; readonly file: string; readonly message: string }
  | { readonly event: 'finished'; readonly status: number };

interface CaseEvent {
  readonly event: 'case';
  readonly file: string;
  readonly name: string;
  readonly status: CaseStatus;
  readonly seconds: number;
  readonly failed_attempts?: number;
  readonly message?: string;
  readonly stack?: string;
  readonly crash_file?: string;
  readonly crash_line?: number;
}

/** Follows a run by its events. */
export class RunEvents {
  readonly #root: string;
  readonly #record: RunRecord;
  /** Our plugin has been loaded. */
  isReady = false;
  /** The session has come to its end, which a test that ends the process prevents. */
  isFinished = false;

  constructor(root: string, record: RunRecord) {
    this.#root = root;
    this.#record = record;
  }

  take(event: PytestEvent): void {
    switch (event.event) {
      case 'ready':
        this.isReady = true;
        break;
      case 'case_started':
        this.#record.started(pathIn(this.#root, event.file), event.name);
        break;
      case 'file_finished':
        this.#record.fileFinished(pathIn(this.#root, event.file));
        break;
      case 'case':
        this.#record.addCase(caseOf(this.#root, event));
        break;
      case 'error':
        this.#record.addError({
          type: 'suite_error',
          message: `${pathIn(this.#root, event.file)}: pytest cannot collect its tests.\n${event.message}`,
          file: pathIn(this.#root, event.file),
        });
        break;
      case 'finished':
        this.isFinished = true;
        break;
    }
  }
}

function caseOf(root: string, event: CaseEvent): CaseResult {
  const { name, status, seconds, failed_attempts: failedAttempts = 0 } = event;
  return {
    file: pathIn(root, event.file),
    name,
    status,
    durationMs: seconds * 1_000,
    ...(status === 'fail' && { failure: failureOf(root, event) }),
    ...(status === 'pass' && failedAttempts > 0 && { failedAttempts }),
  };
}

/** A frame of the tree in what pytest prints, where paths are relative unless that makes them longer. */
const ownFrame = /^(?!\/|\.\.\/|\w:\\|.*site-packages)(\S+\.py):(\d+): /gm;

function failureOf(root: string, { message = '', stack, crash_file: crash = '', crash_line }: CaseEvent): Failure {
  const diff = diffIn(message);
  const [, file = crash, line = crash_line] = [...(stack ?? '').matchAll(ownFrame)].at(-1) ?? [];
  return {
    message,
    ...(stack !== undefined && { stack }),
    ...(diff !== '' && { diff }),
    ...(file !== '' && { file: pathIn(root, file) }),
    ...(line !== undefined && { line: Number(line) }),
  };
}

/** pytest says how values differ at the end of its message, indented by two. */
function diffIn(message: string): string {
  const lines = message.split('\n').map((line) => line.replace(/^ {2}/, ''));
  const full = lines.indexOf('Full diff:');
  const diff = full < 0 ? lines.filter((line) => /^[-+] /.test(line)) : lines.slice(full + 1);
  // Beside the lines themselves it points at characters in them.
  return diff.filter((line) => !line.startsWith('? ')).join('\n');
}
