import { cpSync, existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { isAlive } from '@switchgear/service/testing';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Runner } from '../../model.ts';
import type { RunnerOptions } from '../options.ts';
import { errorFiles, errorTypes, lines, Project, run } from './project.ts';

/** Source of a test file for each thing that a test may do to its runner. */
export interface Sources {
  /** `adds` in a suite `cart` passes, `later` is skipped. */
  readonly passing: string;
  /** `fails` compares 1 with 2 in line 3. */
  readonly failing: string;
  readonly empty: string;
  /** Writes a file `hangs`, and hangs without giving anybody else a turn. */
  readonly hanging: string;
  /** Prints 2 MB, and fails. */
  readonly printing: string;
  /** Leaves a process behind that has left the process group, writes its number to `left`, and passes. */
  readonly leaving: string;
  /** Ends its process with status 0 before its end. */
  readonly exiting: string;
  /** Kills the runner. */
  readonly killing: string;
}

export interface Contract {
  readonly create: (options: RunnerOptions) => Runner;
  /** Name of a test file, given what it is called. */
  readonly fileName: (name: string) => string;
  /** Files beside the tests. */
  readonly files: Readonly<Record<string, string>>;
  readonly sources: Sources;
  /** Tells of cases as they finish, and of single ones. */
  readonly isStreaming: boolean;
}

/** What every runner does, with real processes. */
export function describeRunnerContract(
  title: string,
  { create, fileName, files, sources, isStreaming }: Contract,
): void {
  describe(title, () => {
    const passing = fileName('passing');
    // The reporter of node:test confuses double quotes.
    const quoted = fileName(isStreaming ? `it's a "failing" one` : `it's a failing one`);
    const at = (kind: keyof Sources) => fileName(kind);
    let project: Project;
    let runner: Runner;
    let strict: Runner;

    beforeAll(() => {
      project = new Project({ ...files, [quoted]: sources.failing });
      for (const [kind, source] of Object.entries(sources)) project.write(fileName(kind), source);
      const options = { root: project.root, ignores: ['node_modules'], timeoutMs: 60_000, outputLimit: 1_000_000 };
      runner = create(options);
      strict = create({ ...options, timeoutMs: 1_500 });
    });

    afterAll(async () => {
      await Promise.all([runner.close(), strict.close()]);
      project[Symbol.dispose]();
    });

    test('lists the test files of the tree', async () => {
      expect([...(await runner.testFiles())].sort()).toEqual([...Object.keys(sources).map(fileName), quoted].sort());
    });

    test('runs the chosen files, whatever their names, and says of each case how it went', async () => {
      const seen: string[] = [];
      const result = await run(runner, [quoted, passing], {
        observer: { caseFinished: (found) => seen.push(...lines([found])) },
      });
      const expected = [`fail ${quoted}: fails`, `pass ${passing}: cart > adds`, `skip ${passing}: later`];
      expect(lines(result.cases)).toEqual(expected);
      expect(seen.sort()).toEqual(expected);
      expect(result).toMatchObject({ status: 'fail', errors: [] });
      const failure = result.cases.find(({ status }) => status === 'fail')?.failure;
      expect(failure?.message).toMatch(/\b1\b[\s\S]*\b2\b/);
      if (isStreaming) expect(failure).toMatchObject({ file: quoted, line: 3, stack: expect.stringContaining(quoted) });
    });

    test('passes when all cases do', async () => {
      expect(await run(runner, [passing])).toMatchObject({ status: 'pass', errors: [] });
    });

    if (isStreaming) {
      test('runs single cases by their names', async () => {
        const result = await run(runner, [passing, quoted], { cases: ['cart > adds'] });
        expect(lines(result.cases)).toEqual([`pass ${passing}: cart > adds`]);
        expect(result.status).toBe('pass');
      });
    }

    test('never passes without a test', async () => {
      const result = await run(runner, [at('empty')]);
      expect(result.status).toBe('error');
      expect(errorTypes(result)).toEqual(['no_tests']);
    });

    test('ends a test that hangs, and works again', async () => {
      const result = await run(strict, [at('hanging')]);
      expect(result.status).toBe('error');
      expect(errorTypes(result)).toEqual(['timeout', 'suite_error']);
      expect(errorFiles(result)).toEqual([at('hanging')]);
      expect(await run(runner, [passing])).toMatchObject({ status: 'pass' });
    });

    test('ends a test that prints without end', async () => {
      const result = await run(runner, [at('printing')]);
      expect(result.status).toBe('error');
      expect(errorTypes(result)).toEqual(['output_limit', 'suite_error']);
      expect(errorFiles(result)).toEqual([at('printing')]);
    });

    test('ends what a test has left behind', async () => {
      expect(await run(runner, [at('leaving')])).toMatchObject({ status: 'pass' });
      const left = Number(readFileSync(project.path('left'), 'utf8'));
      await vi.waitFor(() => expect(isAlive(left)).toBe(false), 5_000);
    });

    test('does not take an early end for a pass', async () => {
      const result = await run(runner, [at('exiting')]);
      expect(result.status).toMatch(/^(?:error|fail)$/);
      const failed = result.cases.filter(({ status }) => status === 'fail');
      expect([...errorFiles(result), ...failed.map(({ file }) => file)]).toContain(at('exiting'));
    });

    test('survives a test that kills it', async () => {
      const result = await run(runner, [at('killing')]);
      expect(result.status).toBe('error');
      expect(errorTypes(result)).toEqual(['runner_died', 'suite_error']);
      expect(errorFiles(result)).toEqual([at('killing')]);
      expect(await run(runner, [passing])).toMatchObject({ status: 'pass' });
    });

    test('names every file that a run of everything has not brought to its end', async () => {
      const finished: string[] = [];
      const result = await run(strict, 'all', { observer: { fileFinished: (file) => finished.push(file) } });
      expect(result.status).toBe('error');
      const told = new Set([...finished, ...errorFiles(result)]);
      expect((await strict.testFiles()).filter((file) => !told.has(file))).toEqual([]);
    });

    test('takes no name of a test file for an option', async () => {
      const dashed = fileName('passing').replace(/^.*\//, '--');
      project.write(dashed, sources.passing);
      await runner.changed([{ path: dashed, kind: 'added', noticedAt: 0 }]);
      const result = await run(runner, [dashed]);
      await runner.changed([project.remove(dashed)]);
      expect(lines(result.cases)).toContain(`pass ${dashed}: cart > adds`);
    });

    test('works in a tree that was removed and has come back', async () => {
      const away = `${project.root}-away`;
      renameSync(project.root, away);
      const missing = await run(runner, [passing]);
      cpSync(away, project.root, { recursive: true, verbatimSymlinks: true });
      rmSync(away, { recursive: true });
      expect(missing.errors[0]?.message).toContain(`there is no folder ${project.root}`);
      expect(await run(runner, [passing])).toMatchObject({ status: 'pass', errors: [] });
    });

    test('can be cancelled, with what has finished until then, and refuses a second run beside the first', async () => {
      project.write('hangs', '');
      project.remove('hangs');
      const cancel = new AbortController();
      const seen: string[] = [];
      const running = run(runner, [passing, at('hanging')], {
        signal: cancel.signal,
        observer: { caseFinished: ({ name }) => seen.push(name) },
      });
      await expect(run(runner, [passing])).rejects.toMatchObject({ code: 'runner_busy' });
      await vi.waitFor(() => expect(existsSync(project.path('hangs'))).toBe(true), 15_000);
      if (isStreaming) await vi.waitFor(() => expect(seen).toContain('later'), 15_000);
      // What changes meanwhile has to be looked into.
      await runner.dependents([passing]);
      cancel.abort();
      const result = await running;
      expect(result).toMatchObject({ status: 'cancelled', errors: [] });
      if (isStreaming) expect(lines(result.cases)).toContain(`pass ${passing}: cart > adds`);
    });

    test('does not start what is cancelled already', async () => {
      const result = await run(runner, [passing], { signal: AbortSignal.abort() });
      expect(result).toMatchObject({ status: 'cancelled', cases: [] });
    });
  });
}
