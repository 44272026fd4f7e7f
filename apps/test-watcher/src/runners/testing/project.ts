import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { CaseResult, Change, ChangeKind, Runner, RunObserver, RunRequest, RunResult } from '../../model.ts';

/** A small project on disk, whose tests find the packages of this workspace. */
export class Project implements Disposable {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'switchgear-runner-')));

  constructor(files: Readonly<Record<string, string>>) {
    for (const [path, text] of Object.entries(files)) this.write(path, text);
    const packages = dirname(dirname(createRequire(import.meta.url).resolve('vitest/package.json')));
    symlinkSync(packages, join(this.root, 'node_modules'), 'junction');
  }

  path(path: string): string {
    return join(this.root, path);
  }

  /** Writes a file, and what a runner is to be told of it. */
  write(path: string, text: string): Change {
    const kind: ChangeKind = existsSync(this.path(path)) ? 'modified' : 'added';
    mkdirSync(dirname(this.path(path)), { recursive: true });
    writeFileSync(this.path(path), text);
    return { path, kind, noticedAt: 0 };
  }

  remove(path: string): Change {
    rmSync(this.path(path));
    return { path, kind: 'deleted', noticedAt: 0 };
  }

  [Symbol.dispose](): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

export function run(
  runner: Runner,
  tests: RunRequest['tests'],
  more: Partial<Omit<RunRequest, 'tests'>> & { readonly observer?: RunObserver } = {},
): Promise<RunResult> {
  const { signal = new AbortController().signal, observer = {}, ...rest } = more;
  return runner.run({ tests, signal, ...rest }, observer);
}

/** Cases as lines such as `pass src/a.test.js: cart > adds`, sorted. */
export function lines(cases: readonly CaseResult[]): readonly string[] {
  return cases.map(({ status, file, name }) => `${status} ${file}: ${name}`).sort();
}

export function errorTypes({ errors }: RunResult): readonly string[] {
  return errors.map(({ type }) => type);
}

export function errorFiles({ errors }: RunResult): readonly string[] {
  return errors.flatMap(({ file }) => file ?? []);
}
