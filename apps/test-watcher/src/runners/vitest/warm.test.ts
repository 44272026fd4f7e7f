import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from '@switchgear/service/testing';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Runner, Underway } from '../../model.ts';
import { errorFiles, errorTypes, lines, Project, run } from '../testing/project.ts';
import { createVitestRunner } from './runner.ts';

const testOf = (module: string) =>
  `import { expect, test } from 'vitest';\nimport { value } from './${module}';\ntest('it', () => { expect(value).toBe(1); });\n`;

test('only the projects that are named are run, with the given variables', async () => {
  using project = new Project({
    'package.json': '{"type":"module"}',
    'vitest.config.js': `export default { test: { projects: ['fast', 'slow'].map((name) => ({ test: { name, include: [name + '.test.js'] } })) } };\n`,
    'fast.test.js': `import { expect, test } from 'vitest';\ntest('it', () => expect(process.env.SHOP).toBe('open'));\n`,
    'slow.test.js': `import { test } from 'vitest';\ntest('it', () => {});\n`,
  });
  const limits = { ignores: [], timeoutMs: 60_000, outputLimit: 1_000_000 };
  const runner = createVitestRunner({
    root: project.root,
    projects: ['fast'],
    environment: { SHOP: 'open' },
    ...limits,
  });
  onTestFinished(() => runner.close());
  expect(await runner.testFiles()).toEqual(['fast.test.js']);
  expect(lines((await run(runner, 'all')).cases)).toEqual(['pass fast.test.js: it']);
});

test('what has been running longest is told, and is named when the time is over', async () => {
  using project = new Project({
    'package.json': '{"type":"module"}',
    'a.test.js': `import { test } from 'vitest';\ntest('passes', () => {});\ntest('waits', () => new Promise(() => {}), 60_000);\n`,
  });
  const runner = createVitestRunner({ root: project.root, ignores: [], timeoutMs: 2_000, outputLimit: 1_000_000 });
  onTestFinished(() => runner.close());
  const told: (Underway | undefined)[] = [];
  const { errors } = await run(runner, ['a.test.js'], { observer: { longest: (one) => told.push(one) } });
  expect(told.at(-1)).toMatchObject({ file: 'a.test.js', name: 'waits, or one after it' });
  expect(errors.at(-1)?.message).toContain('It was running (waits, or one after it), and');
});

test('snapshots of the chosen cases are written anew where that is asked for, and in no run behind it', async () => {
  const source = (value: string) =>
    `import { expect, test } from 'vitest';\ntest('it', () => expect(${value}).toMatchSnapshot());\ntest('other', () => expect(1).toMatchSnapshot());\n`;
  using project = new Project({ 'package.json': '{"type":"module"}', 'a.test.js': source('1') });
  const runner = createVitestRunner({ root: project.root, ignores: [], timeoutMs: 60_000, outputLimit: 1_000_000 });
  onTestFinished(() => runner.close());
  const snapshots = () => readFileSync(project.path('__snapshots__/a.test.js.snap'), 'utf8');
  const tests = ['a.test.js'];
  expect((await run(runner, tests, { updatesSnapshots: true })).status).toBe('pass');
  await runner.changed([project.write('a.test.js', source('2'))]);
  expect((await run(runner, tests)).status).toBe('fail');
  expect((await run(runner, tests, { cases: ['it'], updatesSnapshots: true })).status).toBe('pass');
  expect(snapshots()).toContain('exports[`it 1`] = `2`');
  expect(snapshots()).toContain('exports[`other 1`] = `1`');
  await runner.changed([project.write('a.test.js', source('3'))]);
  expect((await run(runner, tests)).status).toBe('fail');
});

test('a plugin that hangs over a changed file ends with its host, and the next one answers', async () => {
  const hanging = 'new Promise(() => {})';
  using project = new Project({
    'package.json': '{"type":"module"}',
    'vitest.config.js': `export default { plugins: [{ name: 'hangs', transform: (code) => code.includes('hang') ? ${hanging} : undefined }] };\n`,
    'a.js': 'export const value = 1;\n',
    'a.test.js': testOf('a.js'),
  });
  const limits = { ignores: [], timeoutMs: 2_000, outputLimit: 1_000_000 };
  const runner = createVitestRunner({ root: project.root, ...limits });
  onTestFinished(() => runner.close());
  const dependents = new Map([['a.test.js', { path: 'a.js', isDirect: true }]]);
  expect(await runner.dependents(['a.js'])).toEqual(dependents);
  await runner.changed([project.write('a.js', 'export const value = 1; // hang\n')]);
  await expect(runner.dependents(['a.js'])).rejects.toThrow('gave no answer within 2 s');
  await runner.changed([project.write('a.js', 'export const value = 1;\n')]);
  expect(await runner.dependents(['a.js'])).toEqual(dependents);
});

describe('a warm Vitest', () => {
  let project: Project;
  let runner: Runner;

  beforeAll(() => {
    project = new Project({
      'package.json': '{"type":"module"}',
      'vitest.config.js': `import './shared.js';\nexport default { test: { setupFiles: ['src/setup.js'], retry: 2 } };\n`,
      'shared.js': '',
      'src/setup.js': `import './prepare.js';\n`,
      'src/prepare.js': '',
      'src/base.js': 'export const value = 1;\n',
      'src/a.js': `export { value } from './base.js';\n`,
      'src/b.js': 'export const value = 1;\n',
      'src/globbed.js': `export const value = Object.keys(import.meta.glob('./parts/*.js')).length;\n`,
      'src/parts/one.js': '',
      'src/a.test.js': testOf('a.js'),
      'src/b.test.js': testOf('b.js'),
      'src/globbed.test.js': testOf('globbed.js'),
    });
    runner = createVitestRunner({ root: project.root, ignores: [], timeoutMs: 60_000, outputLimit: 1_000_000 });
  });

  afterAll(async () => {
    await runner.close();
    project[Symbol.dispose]();
  });

  test('knows what depends on a file before anything has run', async () => {
    expect(await runner.dependents(['src/base.js', 'src/b.js'])).toEqual(
      new Map([
        ['src/a.test.js', { path: 'src/base.js', isDirect: false }],
        ['src/b.test.js', { path: 'src/b.js', isDirect: true }],
      ]),
    );
    expect((await runner.dependents(['README.md']))?.size).toBe(0);
  });

  test('finds every test behind a setup file', async () => {
    expect([...((await runner.dependents(['src/prepare.js']))?.keys() ?? [])].sort()).toEqual([
      'src/a.test.js',
      'src/b.test.js',
      'src/globbed.test.js',
    ]);
  });

  test('tells what each test file has loaded', async () => {
    const { loaded, status } = await run(runner, 'all');
    expect(status).toBe('pass');
    expect([...(loaded.get('src/a.test.js') ?? [])].sort()).toEqual([
      'src/a.js',
      'src/a.test.js',
      'src/base.js',
      'src/prepare.js',
      'src/setup.js',
    ]);
  });

  test('runs what has changed, and follows new imports', async () => {
    await runner.changed([project.write('src/base.js', 'export const value = 2;\n')]);
    expect(lines((await run(runner, ['src/a.test.js'])).cases)).toEqual(['fail src/a.test.js: it']);
    await runner.changed([project.write('src/b.js', `export { value } from './base.js';\n`)]);
    expect([...((await runner.dependents(['src/base.js']))?.keys() ?? [])].sort()).toEqual([
      'src/a.test.js',
      'src/b.test.js',
    ]);
    await runner.changed([project.write('src/base.js', 'export const value = 1;\n')]);
    expect((await run(runner, ['src/a.test.js', 'src/b.test.js'])).status).toBe('pass');
  });

  test('notices what plugins have found by globs', async () => {
    await runner.changed([project.write('src/parts/two.js', '')]);
    expect((await run(runner, ['src/globbed.test.js'])).status).toBe('fail');
    await runner.changed([project.remove('src/parts/two.js')]);
    expect((await run(runner, ['src/globbed.test.js'])).status).toBe('pass');
  });

  test('leads imports to files that have come, by whatever they are imported', async () => {
    const patterned = `import { test } from 'vitest';\ntest('it', async () => { for (const name of ['one']) await import(\`./parts/\${name}.js\`); });\n`;
    await runner.changed([
      project.write('src/late.test.js', testOf('late.js')),
      project.write('src/patterned.test.js', patterned),
      project.write('src/shadow/index.js', 'export const value = 1;\n'),
      project.write('src/shadow.test.js', testOf('shadow')),
    ]);
    const tests = ['src/late.test.js', 'src/patterned.test.js', 'src/shadow.test.js'];
    expect(errorTypes(await run(runner, tests))).toEqual(['suite_error']);
    const come = ['src/late.js', 'src/parts/three.js', 'src/shadow.js'];
    await runner.changed(come.map((path) => project.write(path, 'export const value = 1;\n')));
    const found = await runner.dependents(come);
    expect(tests.map((test) => found?.get(test)?.path)).toEqual(come);
    expect((await run(runner, tests)).status).toBe('pass');
    await runner.changed([...come, ...tests].map((path) => project.remove(path)));
  });

  test('finds a module that a running test has missed, once it is there', async () => {
    const lazy = `import { expect, test } from 'vitest';\ntest('it', async () => { expect((await import('./lazy.js')).value).toBe(1); });\n`;
    await runner.changed([project.write('src/lazy.test.js', lazy)]);
    expect((await run(runner, ['src/lazy.test.js'])).status).toBe('fail');
    await runner.changed([project.write('src/lazy.js', 'export const value = 1;\n')]);
    expect((await run(runner, ['src/lazy.test.js'])).status).toBe('pass');
    await runner.changed([project.remove('src/lazy.test.js'), project.remove('src/lazy.js')]);
  });

  test('takes up new test files and drops deleted ones', async () => {
    await runner.changed([project.write('src/new.test.js', testOf('a.js'))]);
    expect(await runner.testFiles()).toContain('src/new.test.js');
    expect(lines((await run(runner, ['src/new.test.js'])).cases)).toEqual(['pass src/new.test.js: it']);
    await runner.changed([project.remove('src/new.test.js')]);
    expect(await runner.testFiles()).not.toContain('src/new.test.js');
    expect(errorTypes(await run(runner, ['src/new.test.js']))).toEqual(['no_tests']);
    expect(errorTypes(await run(runner, ['src/a.js']))).toEqual(['no_tests']);
  });

  test('names a file that cannot be parsed, and the tests behind it', async () => {
    await runner.changed([project.write('src/base.js', 'export const value = (;\n')]);
    expect((await runner.dependents(['src/base.js']))?.get('src/a.test.js')?.path).toBe('src/base.js');
    const result = await run(runner, ['src/a.test.js']);
    expect(errorTypes(result)).toEqual(['suite_error']);
    expect(result.errors[0]?.message).toMatch(/^src\/a\.test\.js: [\s\S]*src\/base\.js:1/);
    await runner.changed([project.write('src/base.js', 'export const value = 1;\n')]);
  });

  test('tells hooks, rejections and retries apart from failures', async () => {
    await runner.changed([
      project.write(
        'src/odd.test.js',
        [
          `import { beforeAll, describe, expect, test } from 'vitest';`,
          `let attempts = 0;`,
          `test('third time', () => { attempts += 1; expect(attempts).toBe(3); });`,
          `test('twice', () => {});`,
          `test('twice', () => {});`,
          `describe('hooked', () => { beforeAll(() => { throw new Error('no hook'); }); test('never', () => {}); });`,
          `test('rejects', () => { Promise.reject(new Error('nobody waits')); });`,
        ].join('\n'),
      ),
    ]);
    const result = await run(runner, ['src/odd.test.js']);
    const flaky = result.cases.find(({ name }) => name === 'third time');
    expect(flaky).toMatchObject({ status: 'pass', failedAttempts: 2 });
    expect(lines(result.cases)).toContain('pass src/odd.test.js: twice #2');
    expect(result.status).toBe('error');
    expect(result.errors.map(({ message }) => message).join()).toMatch(
      /no hook[\s\S]*nobody waits|nobody waits[\s\S]*no hook/,
    );
    expect(errorFiles(result)).toEqual(['src/odd.test.js', 'src/odd.test.js']);
  });

  test('stays warm when a run is cancelled', async () => {
    const slow = `import { test } from 'vitest';\nfor (const n of [1, 2, 3]) test('wait ' + n, () => new Promise((done) => setTimeout(done, 300)));\n`;
    const tests = ['src/slow1.test.js', 'src/slow2.test.js', 'src/slow3.test.js'];
    await runner.changed(tests.map((path) => project.write(path, slow)));
    const cancel = new AbortController();
    const caseFinished = () => cancel.abort();
    const result = await run(runner, tests, { signal: cancel.signal, observer: { caseFinished } });
    expect(result).toMatchObject({ status: 'cancelled', errors: [] });
    expect(result.cases.length).toBeLessThan(9);
    expect((await run(runner, ['src/a.test.js'])).status).toBe('pass');
  });

  test('starts anew when the configuration changes, and says what is wrong with it', async () => {
    await runner.changed([project.write('shared.js', `throw new Error('a broken configuration');\n`)]);
    const broken = await run(runner, ['src/a.test.js']);
    expect(errorTypes(broken)).toEqual(['configuration']);
    expect(broken.errors[0]?.message).toContain('a broken configuration');
    await expect(runner.testFiles()).rejects.toMatchObject({ code: 'configuration' });
    await runner.changed([project.write('shared.js', '')]);
    expect((await run(runner, ['src/a.test.js'])).status).toBe('pass');
  });
});

test('nothing is left of a run whose watcher is killed', async () => {
  using project = new Project({
    'package.json': '{"type":"module"}',
    'src/hangs.test.js': `import { test } from 'vitest';\nimport { renameSync, writeFileSync } from 'node:fs';\ntest('it', () => { writeFileSync('pids.new', process.pid + ' ' + process.ppid); renameSync('pids.new', 'pids'); for (;;); });\n`,
  });
  const options = JSON.stringify({ root: project.root, timeoutMs: 60_000, outputLimit: 1_000 });
  const watcher = spawn(process.execPath, [
    '--input-type=module',
    '--eval',
    `import { createVitestRunner } from ${JSON.stringify(join(import.meta.dirname, 'runner.ts'))};
     await createVitestRunner(${options}).run({ tests: 'all', signal: new AbortController().signal }, {});`,
  ]);
  const pids = await vi.waitFor(() => readFileSync(project.path('pids'), 'utf8').split(' ').map(Number), 15_000);
  expect(pids.map(isAlive)).toEqual([true, true]);
  watcher.kill('SIGKILL');
  await vi.waitFor(() => expect(pids.map(isAlive)).toEqual([false, false]), 5_000);
});

test('a project without Vitest is told how to get it', async () => {
  using project = new Project({});
  project.remove('node_modules');
  const runner = createVitestRunner({ root: project.root, ignores: [], timeoutMs: 60_000, outputLimit: 1_000 });
  const result = await run(runner, 'all');
  expect(errorTypes(result)).toEqual(['runner_missing']);
  expect(result.errors[0]?.message).toContain('npm install --save-dev vitest');
});
