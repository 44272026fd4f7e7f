/** One thing that is wrong with the configuration. It never holds a secret, whole or in part. */
export interface Fault {
  /** Where: a path such as `providers[0].kind`, the name of an environment variable, or '' for the whole file. */
  readonly path: string;
  /** What is wrong and what to do about it. */
  readonly message: string;
  /** Line in the YAML file, from 1; unset when the fault is not in the file. */
  readonly line?: number;
  /** Column in that line, from 1. */
  readonly column?: number;
}

export type ConfigErrorCode = 'invalid_config' | 'state_file' | 'tree_missing';

/** Base of every error this package throws. */
export class SwitchgearConfigError extends Error {
  readonly code: ConfigErrorCode;

  constructor(code: ConfigErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}

/** The configuration cannot be used. `faults` holds everything that is wrong with it, in the order of the file. */
export class ConfigError extends SwitchgearConfigError {
  readonly file: string | undefined;
  readonly faults: readonly Fault[];

  constructor(file: string | undefined, faults: readonly Fault[]) {
    const ordered = [...faults].sort(byPlace);
    super(
      'invalid_config',
      heading(file, ordered.length) + ordered.map((fault) => `\n  ${show(file, fault)}`).join(''),
    );
    this.file = file;
    this.faults = ordered;
  }
}

/** A file of the state folder (key salt, admin token) cannot be read, written or trusted. */
export class StateFileError extends SwitchgearConfigError {
  constructor(message: string, options?: ErrorOptions) {
    super('state_file', message, options);
  }
}

function byPlace(a: Fault, b: Fault): number {
  const line = (a.line ?? Number.POSITIVE_INFINITY) - (b.line ?? Number.POSITIVE_INFINITY);
  return Number.isNaN(line) ? 0 : line;
}

function heading(file: string | undefined, count: number): string {
  return `${count === 1 ? 'One fault' : `${count} faults`} in ${file ?? 'the configuration'}:`;
}

function show(file: string | undefined, fault: Fault): string {
  const place = fault.line === undefined ? '' : `${file ?? 'line'}:${fault.line}:${fault.column ?? 1} `;
  return `${place}${fault.path === '' ? '' : `${fault.path}: `}${fault.message}`;
}
