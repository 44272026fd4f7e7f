import { stripVTControlCharacters } from 'node:util';
import type { TestSpecification } from 'vitest/node';
import type { Failure, RunError } from '../../model.ts';
import type { Tree } from './tree.ts';

/** An error as Vitest hands it on. */
interface ReportedError {
  readonly name?: string;
  readonly message: string;
  /** Where values were compared. */
  readonly diff?: string;
  readonly stack?: string;
  /** Read by Vitest itself from version 4 on. */
  readonly stacks?: readonly Frame[];
  /** The test file that was running when nobody took it. */
  readonly VITEST_TEST_PATH?: string;
  /** Where Vite could not parse or find a file. */
  readonly __vitest_rollup_error__?: {
    readonly id?: string;
    readonly loc?: { line?: number };
    readonly frame?: string;
  };
}

interface Frame {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly method: string;
}

export function failureOf(tree: Tree, errors: readonly ReportedError[]): Failure {
  const all = errors[0]?.stacks ?? framesOf(errors[0]?.stack ?? '');
  const frames = all.filter(({ file }) => !file.includes('/node_modules/'));
  const place = frames.find(({ file }) => tree.inside(file).length > 0);
  const diff = errors.map((error) => error.diff).find((text) => text !== undefined);
  return {
    message: plain(errors.map(({ name, message }) => (name ? `${name}: ${message}` : message)).join('\n')),
    ...(frames.length > 0 && { stack: frames.map((frame) => describe(tree, frame)).join('\n') }),
    ...(diff !== undefined && { diff: plain(diff) }),
    ...(place && { file: tree.inside(place.file)[0] ?? place.file, line: place.line }),
  };
}

export function testOf(thrown: unknown): string | undefined {
  return (thrown as ReportedError).VITEST_TEST_PATH;
}

/** What failed outside of any case. */
export function suiteError(tree: Tree, file: string | undefined, thrown: unknown): RunError {
  const error = thrown as ReportedError;
  const { message, stack } = failureOf(tree, [error]);
  const { id, loc, frame } = error.__vitest_rollup_error__ ?? {};
  const where = file === undefined ? '' : `${short(tree, file)}: `;
  const place = id === undefined ? undefined : `at ${short(tree, id)}:${loc?.line ?? 1}`;
  return {
    type: message.includes('No test suite found in file') ? 'no_tests' : 'suite_error',
    message: [where + message, place, frame && plain(frame), stack].filter((line) => line !== undefined).join('\n'),
    ...(file !== undefined && { file: short(tree, file) }),
  };
}

export function noTest(tree: Tree, file: string): RunError {
  const message = `${short(tree, file)} is no test file by \`include\` of Vitest's configuration.`;
  return { type: 'no_tests', message };
}

/** What failed in a test file outside of its cases: while it was imported, or in hooks of its suites. */
export function errorsOf(tree: Tree, { moduleId, testModule }: TestSpecification): readonly RunError[] {
  const state = testModule?.state() ?? 'queued';
  if (!testModule || state === 'queued' || state === 'pending') {
    const file = short(tree, moduleId);
    return [{ type: 'suite_error', message: `${file}: Vitest has not run this file to its end.`, file }];
  }
  const errors = [testModule, ...testModule.children.allSuites()].flatMap((suite) => suite.errors());
  return errors.map((error) => suiteError(tree, moduleId, error));
}

function framesOf(stack: string): readonly Frame[] {
  return [...stack.matchAll(/^ *at (?:(.*?) \()?((?:file:|\/|[A-Za-z]:).*?):(\d+):(\d+)\)?$/gm)].map(
    ([, method = '', file = '', line, column]) => ({ method, file, line: Number(line), column: Number(column) }),
  );
}

function describe(tree: Tree, { method, file, line, column }: Frame): string {
  const place = `${short(tree, file)}:${line}:${column}`;
  return plain(method ? `at ${method} (${place})` : `at ${place}`);
}

function short(tree: Tree, file: string): string {
  return tree.inside(file)[0] ?? file;
}

function plain(text: string): string {
  return stripVTControlCharacters(text).trim();
}
