import { afterAll, beforeAll, expect, test } from 'vitest';
import { errorTypes, lines, Project, run } from '../testing/project.ts';
import type { CommandOptions } from './options.ts';
import { createCommandRunner } from './runner.ts';

const suite = (cases: string) => `<testsuite name="s">${cases}</testsuite>`;
const passing = suite('<testcase name="a" file="src/a.js"/>');

let project: Project;
beforeAll(() => {
  project = new Project({ 'old.xml': passing });
});
afterAll(() => project[Symbol.dispose]());

/** A runner whose command is this JavaScript, with the path of the report in `report` and the tests in `tests`. */
function runnerOf(script: string, more: Partial<CommandOptions> = {}) {
  const source = `const { writeFileSync } = require('node:fs'); const [report, ...tests] = process.argv.slice(1); ${script}`;
  return createCommandRunner({
    root: project.root,
    ignores: [],
    timeoutMs: 60_000,
    outputLimit: 1_000_000,
    command: [process.execPath, '-e', source, '{report}', '{tests}'],
    testFiles: ['src/*.js'],
    ...more,
  });
}

const writes = (xml: string, status = 0) => `writeFileSync(report, ${JSON.stringify(xml)}); process.exit(${status});`;

test.each([
  ['passes by its report', writes(passing), 'pass', []],
  [
    'fails by its report although it ends with status 0',
    writes(suite('<testcase name="a"><failure/></testcase>')),
    'fail',
    [],
  ],
  ['does not pass when only its status says that something failed', writes(passing, 1), 'error', ['suite_error']],
  ['does not pass with a report of no case', writes(suite('')), 'error', ['no_tests']],
  ['does not pass without a report', '', 'error', ['unknown_format']],
  ['does not pass with a report that is no JUnit XML', writes('{"tests": 1}'), 'error', ['unknown_format']],
  ['does not pass with a report that is cut', writes('<testsuite><testcase name="a"/>'), 'error', ['unknown_format']],
  [
    'does not pass with an error of a whole suite',
    writes(suite('<testcase name="a"/><error message="no"/>')),
    'error',
    ['suite_error'],
  ],
])('a command %s', async (_title, script, status, errors) => {
  const result = await run(runnerOf(script), 'all');
  expect(result.status).toBe(status);
  expect(errorTypes(result)).toEqual(errors);
});

test('a report of an earlier run is not taken for the result', async () => {
  const reports = ['*.xml'];
  const result = await run(runnerOf('', { reports }), 'all');
  expect(errorTypes(result)).toEqual(['unknown_format']);
  expect(result.errors[0]?.message).toContain('old.xml is of an earlier run');
  const renewed = runnerOf(`writeFileSync('old.xml', ${JSON.stringify(passing)})`, { reports });
  expect(lines((await run(renewed, 'all')).cases)).toEqual(['pass src/a.js: s > a']);
});

test('an empty list of reports means that the command writes the one it is given', async () => {
  const result = await run(runnerOf(writes(passing), { reports: [] }), 'all');
  expect(lines(result.cases)).toEqual(['pass src/a.js: s > a']);
});

test('the chosen files are arguments of their own, with blanks and quotes, and none means all', async () => {
  const runner = runnerOf(`console.log(JSON.stringify(tests)); ${writes(passing)}`);
  const printed: string[] = [];
  const observer = { output: (text: string) => printed.push(text) };
  await run(runner, [`src/it's "one".js`, 'src/$HOME.js'], { observer });
  await run(runner, 'all', { observer });
  expect(printed.join('')).toBe(`["src/it's \\"one\\".js","src/$HOME.js"]\n[]\n`);
});

test('more files than fit into a command line are all files', async () => {
  const runner = runnerOf(`console.log(JSON.stringify(tests)); ${writes(passing)}`);
  const printed: string[] = [];
  const many = Array.from({ length: 100_000 }, (_, number) => `src/a/folder/with/a/name/${number}.js`);
  const result = await run(runner, many, { observer: { output: (text) => printed.push(text) } });
  expect([printed.join(''), result.status]).toEqual(['[]\n', 'pass']);
});

test('the path of the report may stand in an argument or in the environment', async () => {
  const script = `writeFileSync(process.env.OUT, ${JSON.stringify(passing)})`;
  const runner = runnerOf('', {
    command: [process.execPath, '-e', `const { writeFileSync } = require('fs'); ${script}`],
    environment: { OUT: '{report}' },
  });
  expect((await run(runner, 'all')).status).toBe('pass');
});

test('a command that is not there is named', async () => {
  const result = await run(runnerOf('', { command: ['no-such-program', '{report}'] }), 'all');
  expect(errorTypes(result)).toEqual(['runner_missing']);
  expect(result.errors[0]?.message).toContain('no-such-program');
});

test.each([
  [[], 'is empty'],
  [['jest'], 'writes no report'],
  [['sh', '-c', 'jest {tests} > {report}'], 'inside of an argument'],
])('the command %j is refused', (command, fault) => {
  expect(() => runnerOf('', { command })).toThrow(fault);
});
