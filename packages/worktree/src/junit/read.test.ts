import { join } from 'node:path';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WorktreeError } from '../errors.ts';
import { makeTree } from '../testing/make-tree.ts';
import { readJunit } from './read.ts';

const read = (xml: string) => readJunit(Readable.from([xml]));

test('node --test: nested suites, cases without a suite, and a todo that fails', async () => {
  const { cases, errors } = await read(`<?xml version="1.0" encoding="utf-8"?>
<testsuites>
  <testsuite name="outer" time="0.01" failures="2" errors="0">
    <testsuite name="inner &lt;&amp;>" failures="2">
      <testcase name="fails" time="0.000883" classname="outer.inner" file="/w/a.mjs" failure="1 == 2">
        <failure type="testCodeFailure" message="1 == 2">
Error [ERR_TEST_FAILURE]: 1 == 2
    at &lt;anonymous> (file:///w/a.mjs:4:51)
        </failure>
      </testcase>
      <testcase name="later" classname="test"><skipped type="todo" message="later"/><failure message="x">y</failure></testcase>
    </testsuite>
  </testsuite>
  <testcase name="top \u001b[31m" time="1.5" classname="test" file="/w/a.mjs"/>
  <!-- tests 3 -->
</testsuites>`);
  expect(cases).toEqual([
    {
      file: '/w/a.mjs',
      className: 'outer.inner',
      suite: 'outer > inner <&>',
      name: 'fails',
      status: 'fail',
      durationMs: 0.883,
      message: '1 == 2',
      stack: 'Error [ERR_TEST_FAILURE]: 1 == 2\n    at <anonymous> (file:///w/a.mjs:4:51)',
    },
    expect.objectContaining({ name: 'later', status: 'skip' }),
    { file: '/w/a.mjs', className: 'test', suite: '', name: 'top \u001b[31m', status: 'pass', durationMs: 1500 },
  ]);
  expect(errors).toEqual([]);
});

test('pytest: assertions, errors in teardown, skips, and a module that cannot be imported', async () => {
  const { cases, errors } = await read(
    `<testsuites name="pytest tests"><testsuite name="pytest" errors="2" failures="1" skipped="2" tests="4" time="0.047">
<testcase classname="test_a.TestX" name="test_bad" time="0.001"><failure message="AssertionError: assert 1 == 2&#10;  more">self = 1

test_a.py:4: AssertionError</failure></testcase>
<testcase classname="test_a" name="test_teardown" time="0.001"/>
<testcase classname="test_a" name="test_teardown" time="0.001"><error message="failed on teardown">x</error></testcase>
<testcase classname="test_a" name="test_skip" time="0.000"><skipped type="pytest.skip" message="why">test_a.py:10: why</skipped></testcase>
<testcase classname="test_a" name="test_both"><skipped message="why"/><error message="failed on teardown">x</error></testcase>
<testcase classname="" name="test_b" time="0.000"><error message="collection failure">ImportError</error></testcase>
</testsuite></testsuites>`,
  );
  expect(cases.map(({ name, status, message }) => [name, status, message])).toEqual([
    ['test_bad', 'fail', 'AssertionError: assert 1 == 2\n  more'],
    ['test_teardown', 'pass', undefined],
    ['test_teardown', 'fail', 'failed on teardown'],
    ['test_skip', 'skip', 'why'],
    ['test_both', 'fail', 'failed on teardown'],
    ['test_b', 'fail', 'collection failure'],
  ]);
  expect(cases[0]?.stack).toBe('self = 1\n\ntest_a.py:4: AssertionError');
  expect(errors).toEqual([]);
});

test('Jest: what was expected stands in the text, before the stack', async () => {
  const text = 'Error: expect(received).toBe(expected)\n\nExpected: 1\nReceived: 2\n    at Object.toBe (a.test.js:3:1)';
  const { cases } = await read(
    `<testsuites><testsuite name="a.test.js"><testcase name=" adds"><failure>${text}</failure></testcase></testsuite></testsuites>`,
  );
  expect(cases).toMatchObject([
    { name: 'adds', message: 'Error: expect(received).toBe(expected)\n\nExpected: 1\nReceived: 2', stack: text },
  ]);
});

test('Vitest: output in CDATA or text, without colours', async () => {
  const { cases } = await read(`<testsuites><testsuite name="v.test.ts" failures="1">
<testcase classname="v.test.ts" name="outer &gt; prints" time="0.001">
  <system-out>\n\u001b[32mhello\u001b[39m <![CDATA[<b>]]>\n</system-out><system-err>oh</system-err>
</testcase>
<testcase classname="v.test.ts" name="fails"><failure type="E">\u001b[31mE: no\u001b[39m\n at x</failure></testcase>
</testsuite></testsuites>`);
  expect(cases).toMatchObject([
    { suite: 'v.test.ts', name: 'outer > prints', status: 'pass', output: 'hello <b>\noh' },
    { status: 'fail', message: 'E: no', stack: 'E: no\n at x' },
  ]);
});

test('Maven: a root of one suite, times with commas, reruns and flaky failures', async () => {
  const { cases } = await read(`<testsuite name="com.x.FooTest" time="1,234.5" failures="1">
<properties><property name="a" value="b"/></properties>
<testcase name="a" classname="com.x.FooTest" time="1,234.5"/>
<testcase name="b" classname="com.x.FooTest"><flakyFailure message="once"><stackTrace>s</stackTrace></flakyFailure></testcase>
<testcase name="c" classname="com.x.FooTest"><failure message="m"><![CDATA[stack]]></failure>
  <rerunFailure message="again"><stackTrace>other</stackTrace><system-out>x</system-out></rerunFailure></testcase>
<system-out>of the suite</system-out></testsuite>`);
  expect(cases.map(({ status, durationMs, stack, output }) => [status, durationMs, stack, output])).toEqual([
    ['pass', 1_234_500, undefined, undefined],
    ['pass', 0, undefined, undefined],
    ['fail', 0, 'stack', undefined],
  ]);
});

test('the file of a suite is that of its cases, unless they have one', async () => {
  const { cases } = await read(`<testsuites><testsuite name="s" file="a.js"><testcase name="x"/>
<testsuite name="t"><testcase name="y" file="b.js"/></testsuite></testsuite>
<testsuite name="u" filepath="c.js"><testcase name="z"/></testsuite></testsuites>`);
  expect(cases.map(({ file }) => file)).toEqual(['a.js', 'b.js', 'c.js']);
});

test('cases that a suite marks as not run are skipped', async () => {
  const { cases } = await read('<testsuite><testcase name="x" status="notrun"/><testcase status="run"/></testsuite>');
  expect(cases.map(({ status }) => status)).toEqual(['skip', 'pass']);
});

test('a suite that failed as a whole is an error, whether it says so or only counts it', async () => {
  const { cases, errors } = await read(`<testsuites>
<testsuite name="says"><error message="no database">at x</error></testsuite>
<testsuite name="counts" tests="0" errors="1"/>
<testsuite name="shows" failures="1" errors="1"><testcase name="x"><failure/></testcase></testsuite>
<testsuite name="around" errors="1"><testsuite name="within" errors="1"/></testsuite></testsuites>`);
  expect(cases).toHaveLength(1);
  expect(errors).toEqual([
    { suite: 'says', message: 'no database\nat x' },
    { suite: 'counts', message: 'it counts 1 failures or errors, but shows none' },
    { suite: 'around > within', message: 'it counts 1 failures or errors, but shows none' },
  ]);
});

test('a report without a case is no error here', async () => {
  expect(await read('<testsuites/>')).toEqual({ cases: [], errors: [] });
});

test('output beyond the first hundred thousand characters is left out', async () => {
  const xml = `<testsuite><testcase name="x"><system-out>${'x'.repeat(300_000)}</system-out></testcase></testsuite>`;
  expect((await read(xml)).cases[0]?.output).toHaveLength(100_000);
});

test.each([
  ['<html/>', 'its root element is html'],
  ['<testsuites><testcase name="x"/>', 'unclosed tag'],
  ['{"numTotalTests": 1}', 'cannot be read'],
  ['', 'must contain a root element'],
  ['<!DOCTYPE x [<!ENTITY a "b">]><testsuites/>', 'declares entities'],
])('%s is refused', async (xml, reason) => {
  await expect(read(xml)).rejects.toMatchObject({ code: 'junit_unreadable', message: expect.stringContaining(reason) });
});

test('a file is read by its path, and refused by it', async () => {
  const root = makeTree({ 'a.xml': '\ufeff<testsuites>\r\n</testsuites>\r\n' });
  expect(await readJunit(join(root, 'a.xml'))).toEqual({ cases: [], errors: [] });
  await expect(readJunit(join(root, 'b.xml'))).rejects.toThrow(/b\.xml cannot be read: there is no such file/);
  await expect(readJunit(join(root, 'a.xml'), { maxBytes: 9 })).rejects.toMatchObject({ code: 'junit_too_large' });
});

test('a report that is cut off anywhere is refused', async () => {
  const whole =
    '<testsuites><testsuite name="s"><testcase name="x"><failure>y</failure></testcase></testsuite></testsuites>';
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: whole.length - 1 }), async (end) => {
      await expect(read(whole.slice(0, end))).rejects.toBeInstanceOf(WorktreeError);
    }),
  );
});
