import { describe, expect, it } from 'vitest';
import { junit, lcov } from '../testing/project.ts';
import { all, onlyA, project, published } from './testing/request.ts';

describe('a command', () => {
  const script = (body: string) => [process.execPath, '-e', `const fs = require('fs');${body}`];
  const writing = (report: string, then = '') =>
    script(`fs.writeFileSync('lcov.info', ${JSON.stringify(report)});${then}`);

  it('writes the report that is used, in the root', async () => {
    const { obtain } = project();
    const { coverage, faults } = await obtain({ command: writing(lcov(all)), junit: [], published });
    expect(faults).toEqual([]);
    expect(coverage?.source).toBe('lcov, lcov.info');
  });

  it('has to write it last', async () => {
    const { obtain } = project();
    const later = `const at = new Date(Date.now() + 5000); fs.utimesSync('src/b.ts', at, at)`;
    const { faults } = await obtain({ command: writing(lcov(all), later), junit: [] });
    expect(faults).toMatchObject([
      {
        type: 'coverage_stale',
        message: expect.stringMatching(/src\/b\.ts has changed since .* write its report last/),
      },
    ]);
  });

  it('has to write it anew', async () => {
    const { write, obtain } = project();
    write('lcov.info', lcov(all), 0);
    const { coverage, faults } = await obtain({ command: script('') });
    expect(coverage).toBeUndefined();
    expect(faults).toEqual([{ type: 'coverage_missing', message: expect.stringContaining('wrote no report') }]);
  });

  it('that fails may still have written one, which is used and said', async () => {
    const { obtain } = project();
    const command = writing(lcov(all), `console.error('\\x1b[31m1 test failed'); process.exitCode = 3`);
    const { coverage, faults } = await obtain({ command });
    expect(coverage).toBeDefined();
    expect(faults).toEqual([
      {
        type: 'coverage_command',
        message: expect.stringMatching(/ended with 3; .*\nIt last printed:\n1 test failed$/s),
        testsFailed: true,
      },
    ]);
  });

  it('that fails and wrote neither coverage nor a failure has not told how its tests ended', async () => {
    const { obtain } = project();
    const failing = (then = '') => script(`${then};console.error('ENOENT: no such file'); process.exitCode = 1`);
    const failure = `fs.writeFileSync('junit.xml', ${JSON.stringify(junit({ 'test/a.test.ts': ['failure'] }))})`;
    const [untold] = (await obtain({ command: failing() })).faults;
    expect(untold?.message).toMatch(/ended with 1; .*\nIt last printed:\nENOENT: no such file$/s);
    expect(untold).not.toHaveProperty('testsFailed');
    expect((await obtain({ command: failing(failure) })).faults[0]).toHaveProperty('testsFailed', true);
  });

  it('that fails without a report is one fault', async () => {
    const { obtain } = project();
    const { faults } = await obtain({ command: ['no-such-program'] });
    expect(faults.map(({ type, message }) => [type, message])).toEqual([
      ['coverage_command', expect.stringMatching(/could not be started: .*ENOENT.*: no-such-program/)],
    ]);
  });

  const reporting = (cases: Parameters<typeof junit>[0]) =>
    writing(lcov(onlyA), `fs.writeFileSync('junit.xml', ${JSON.stringify(junit(cases))})`);

  it('is partial by the same evidence', async () => {
    const { obtain } = project();
    const commands = [writing(lcov(onlyA)), reporting({ 'test/a.test.ts': 1, 'test/b.test.ts': ['skipped'] })];
    for (const [index, command] of commands.entries()) {
      const junit = index === 0 ? [] : ['junit.xml'];
      expect((await obtain({ command, junit, published })).faults).toMatchObject([{ type: 'coverage_partial' }]);
    }
  });

  it('may leave cases out, and skip what a test file that was changed skips, unless that asks for some of its cases alone', async () => {
    const { write, obtain } = project();
    const command = reporting({ 'test/a.test.ts': 1, 'test/b.test.ts': ['skipped'] });
    write('test/b.test.ts', 'it.skip()', 0);
    expect(await obtain({ command, published })).toMatchObject({
      coverage: { testRuns: [{}, { ran: 0 }] },
      faults: [],
    });
    write('test/b.test.ts', 'it.only()', 0);
    expect((await obtain({ command, published })).faults).toMatchObject([{ type: 'coverage_partial' }]);
    const then = { ...published, testRuns: [{ path: 'test/a.test.ts', ran: 9, skipped: 0 }] };
    expect((await obtain({ command, published: then })).coverage).toBeDefined();
  });

  it('has failed if it ends with 0 and its JUnit XML says otherwise', async () => {
    const { obtain } = project();
    const command = reporting({ 'test/a.test.ts': [1, 'failure'], 'test/b.test.ts': ['failure'] });
    const { coverage, faults } = await obtain({ command });
    expect(coverage).toBeDefined();
    expect(faults).toEqual([
      {
        type: 'coverage_command',
        message: expect.stringMatching(
          /junit\.xml says that this failed: test\/a\.test\.ts works; test\/b\.test\.ts works;/,
        ),
        testsFailed: true,
      },
    ]);
  });

  it.each([
    ['not written', ''],
    ['empty', `fs.writeFileSync('junit.xml', '<testsuites/>')`],
    ['truncated', `fs.writeFileSync('junit.xml', '<testsuites><testsuite name="x">')`],
  ])('has not told how its tests ended where its JUnit XML is %s', async (_, then) => {
    const { obtain } = project();
    const { faults } = await obtain({ command: writing(lcov(all), then) });
    const fault = faults.find(({ type }) => type === 'coverage_command');
    expect(fault?.message).toMatch(/wrote no JUnit XML with cases that can be read to junit\.xml/);
    expect(fault).not.toHaveProperty('testsFailed');
    expect((await obtain({ command: writing(lcov(all), then), junit: [] })).faults).toEqual([]);
  });

  it('that fails is told with what failed instead of what it printed, and with how many more', async () => {
    const { obtain } = project();
    const cases = { 'test/a.test.ts': Array<'failure'>(7).fill('failure') };
    const command = writing(
      lcov(all),
      `fs.writeFileSync('junit.xml', ${JSON.stringify(junit(cases))}); console.log('noise'); process.exitCode = 1`,
    );
    const [fault = expect.unreachable()] = (await obtain({ command })).faults;
    expect(fault.message).toMatch(
      /^this failed: (?:test\/a\.test\.ts works; ){4}test\/a.* 2 more; the .* ended with 1; run it by hand/,
    );
    expect(fault.message).not.toContain('It last printed');
  });
});
