import { Readable } from 'node:stream';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readJunit } from './read.ts';
import { writeJunit } from './write.ts';

test('suites have counts, and an error of a suite is a case', () => {
  const cases = [
    { name: 'a', status: 'pass', durationMs: 1500, file: 'x.test.ts', output: 'hi' },
    { name: 'b "<&>"', status: 'fail', durationMs: 1, message: 'one\ntwo', stack: 'at <x> ]]>\u001b[31m\u0000' },
    { name: 'c', status: 'skip', durationMs: 0, className: 'K' },
  ] as const;
  expect(writeJunit([{ name: 's', cases, errors: [{ message: 'cannot load\nx' }] }])).toBe(
    `<?xml version="1.0" encoding="UTF-8"?>
<testsuites tests="4" failures="1" errors="1" skipped="1" time="1.501">
  <testsuite name="s" tests="4" failures="1" errors="1" skipped="1" time="1.501">
    <testcase name="(suite)" classname="s" time="0.000"><error message="cannot load">cannot load
x</error></testcase>
    <testcase name="a" classname="s" file="x.test.ts" time="1.500"><system-out>hi</system-out></testcase>
    <testcase name="b &quot;&lt;&amp;&gt;&quot;" classname="s" time="0.001"><failure message="one&#10;two">at &lt;x&gt; ]]&gt;\ufffd[31m\ufffd</failure></testcase>
    <testcase name="c" classname="K" time="0.000"><skipped/></testcase>
  </testsuite>
</testsuites>
`,
  );
});

const text = fc.string({ unit: 'grapheme', minLength: 1 }).map((value) => `x${value.replaceAll(/\p{Cc}/gu, '')}x`);
const result = fc.record({
  name: text,
  className: text,
  file: text,
  status: fc.constantFrom('pass' as const, 'fail' as const, 'skip' as const),
  durationMs: fc.nat(),
});

test('what is written is read back', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.record({ name: text, cases: fc.array(result) })), async (suites) => {
      const { cases, errors } = await readJunit(Readable.from([writeJunit(suites)]));
      expect(errors).toEqual([]);
      expect(cases).toEqual(
        suites.flatMap(({ name, cases }) =>
          cases.map((each) => ({ ...each, suite: name, ...(each.status === 'fail' && { message: 'failed' }) })),
        ),
      );
    }),
  );
});
