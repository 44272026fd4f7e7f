import { describe, expect, it } from 'vitest';
import type { Change, Selection } from '../model.ts';
import type { View } from '../view.ts';
import { failed, onPaper, onTerminal, passed, resultOf } from './testing/terminal.ts';

const change = (path: string, kind: Change['kind'] = 'modified'): Change => ({ path, kind, noticedAt: 0 });
const selection: Selection = {
  chosen: [
    { test: 'src/cart/total.test.ts', reason: 'imports src/cart.ts, failed last time' },
    { test: 'src/checkout/payment/with-vouchers.test.ts', reason: 'imports src/cart.ts' },
    { test: 'tests/買い物.test.ts', reason: 'declared for src/**' },
  ],
  unaffecting: [{ path: 'README.md', reason: 'documentation' }],
};
const wrong = failed('src/cart/total.test.ts', 'cart > total > adds the tax of each item', {
  message: 'AssertionError: expected 119 to be 120 // Object.is equality',
  diff: '- 120\n+ 119',
  stack: [
    'AssertionError: expected 119 to be 120',
    '    at /code/shop/src/cart/total.test.ts:12:30',
    '    at total (file:///code/shop/src/cart.ts:4:3)',
    '    at run (file:///code/shop/node_modules/vitest/dist/run.js:1:2)',
    '    at process.processTicksAndRejections (node:internal/process/task_queues:105:5)',
  ].join('\n'),
  file: 'src/cart/total.test.ts',
  line: 12,
});
const shaky = passed('src/checkout/payment/with-vouchers.test.ts', 'voucher > expires', { failedAttempts: 1 });
const fine = passed('tests/買い物.test.ts', '買い物 > かごは空です');

function playRun(screen: View): void {
  screen.begin({ root: '/code/shop', runner: 'vitest', address: 'http://127.0.0.1:8001', files: 312, tests: 41 });
  screen.changed([change('src/cart.ts'), change('README.md'), change('src/old.ts', 'deleted')], false);
  screen.chosen(selection);
  for (const result of [wrong, shaky, fine]) screen.caseFinished(result);
  screen.output('total is 119\nand that');
  screen.finished({
    result: resultOf([wrong, shaky, fine]),
    selection,
    broken: [wrong],
    fixed: [fine],
    flaky: [{ ...shaky, reason: 'passed after a failure in one run', since: 0, cleanRuns: 0 }],
    standing: [{ file: 'tests/old.test.ts', name: 'old > thing' }],
  });
  screen.waiting();
}

describe('the screen', () => {
  it('tells a run from the change to the verdict, in plain lines', () => {
    const { screen, paper } = onPaper();
    playRun(screen);
    expect(paper.text).toMatchInlineSnapshot(`
      "
        Switchgear  watches /code/shop
        vitest · 41 test files of 312 files  http://127.0.0.1:8001

        14:02:11  changed src/cart.ts and README.md  deleted src/old.ts
        src/cart/total.test.ts                      imports src/cart.ts, failed last time
        src/checkout/payment/with-vouchers.test.ts  imports src/cart.ts
        tests/買い物.test.ts                        declared for src/**
        no test for README.md: documentation

        ✗ cart > total > adds the tax of each item
          src/cart/total.test.ts:12
          AssertionError: expected 119 to be 120 // Object.is equality

          - expected  + received
          - 120
          + 119

          at src/cart/total.test.ts:12:30
          at total (src/cart.ts:4:3)
        │ total is 119
        │ and that

        FAIL  1 failed, 2 passed in 3 files, 1 of them flaky  340 ms
          ✗ src/cart/total.test.ts:12  cart > total > adds the tax of each item  new
          ~ src/checkout/payment/with-vouchers.test.ts  voucher > expires  flaky: passed after a failure in one run
          ✓ tests/買い物.test.ts  買い物 > かごは空です  fixed
          still failing, not part of this run:
          ✗ tests/old.test.ts  old > thing
        Waiting for changes.
      "
    `);
  });

  it('tells of a test file that passes as soon as it has, where few run', () => {
    const { screen, paper } = onPaper();
    const play = (few: Selection) => {
      screen.chosen(few);
      screen.caseFinished(fine);
      screen.caseFinished(wrong);
      const { length } = paper.text;
      for (const { file } of [fine, wrong, shaky]) screen.fileFinished(file);
      return paper.text.slice(length);
    };
    expect(play(selection)).toBe('  ✓ tests/買い物.test.ts  1 passed\n');
    expect(play({ ...selection, everything: 'asked for' })).toBe('');
  });

  it('fits what it can into a terminal of 80 columns', () => {
    const { screen, terminal } = onTerminal(80);
    playRun(screen);
    expect(terminal.text).toMatchInlineSnapshot(`
      "
        Switchgear  watches /code/shop
        vitest · 41 test files of 312 files  http://127.0.0.1:8001

        14:02:11  changed src/cart.ts and README.md  deleted src/old.ts
        src/cart/total.test.ts                  imports src/cart.ts, failed last time
        …heckout/payment/with-vouchers.test.ts  imports src/cart.ts
        tests/買い物.test.ts                    declared for src/**
        no test for README.md: documentation

        ✗ cart > total > adds the tax of each item
          src/cart/total.test.ts:12
          AssertionError: expected 119 to be 120 // Object.is equality

          - expected  + received
          - 120
          + 119

          at src/cart/total.test.ts:12:30
          at total (src/cart.ts:4:3)
        │ total is 119
        │ and that

        FAIL  1 failed, 2 passed in 3 files, 1 of them flaky  340 ms
          ✗ src/cart/total.test.ts:12  cart > total > adds the tax of each item  new
          ~ src/checkout/payment/with-vouchers.test.ts  voucher > expires
            flaky: passed after a failure in one run
          ✓ tests/買い物.test.ts  買い物 > かごは空です  fixed
          still failing, not part of this run:
          ✗ tests/old.test.ts  old > thing
       waiting for changes   r rerun  f failed  a all  q quit  ? help"
    `);
  });

  it('is readable at 40 columns', () => {
    const { screen, terminal } = onTerminal(40);
    playRun(screen);
    expect(terminal.text).toMatchInlineSnapshot(`
      "
        Switchgear  watches /code/shop
        vitest · 41 test files of 312 files
          http://127.0.0.1:8001

        14:02:11
          changed src/cart.ts and README.md
          deleted src/old.ts
        src/cart/total.test.ts
          imports src/cart.ts, failed last
          time
        …heckout/payment/with-vouchers.test.ts
          imports src/cart.ts
        tests/買い物.test.ts
          declared for src/**
        no test for README.md: documentation

        ✗ cart > total > adds the tax of each
          item
          src/cart/total.test.ts:12
          AssertionError: expected 119 to be
          120 // Object.is equality

          - expected  + received
          - 120
          + 119

          at src/cart/total.test.ts:12:30
          at total (src/cart.ts:4:3)
        │ total is 119
        │ and that

        FAIL
          1 failed, 2 passed in 3 files, 1
          of them flaky  340 ms
          ✗ src/cart/total.test.ts:12
            cart > total > adds the tax of
            each item  new
          ~ src/checkout/payment/with-vouchers.test.ts
            voucher > expires
            flaky: passed after a failure in
            one run
          ✓ tests/買い物.test.ts
            買い物 > かごは空です  fixed
          still failing, not part of this run:
          ✗ tests/old.test.ts  old > thing
       waiting for changes   r rerun  f fail…"
    `);
  });

  it('says why everything runs, and cuts long lists', () => {
    const { screen, paper } = onPaper();
    const changes = Array.from({ length: 2_000 }, (_, index) => change(`src/${index}.ts`, 'added'));
    const chosen = Array.from({ length: 25 }, (_, index) => ({
      test: `t${index}.test.ts`,
      reason: 'imports src/1.ts',
    }));
    const cases = chosen.slice(0, 12).map(({ test }) => failed(test, 'works'));
    screen.changed(changes, true);
    screen.chosen({ chosen, everything: 'package-lock.json may concern every test', unaffecting: [] });
    screen.chosen({ chosen, unaffecting: [] });
    screen.finished({ result: resultOf(cases), selection });
    expect(paper.text).toMatchInlineSnapshot(`
      "
        14:02:11  added src/0.ts, src/1.ts and 1,998 more  once more: the run of it was broken off
        everything, 25 test files:  package-lock.json may concern every test
        t0.test.ts  imports src/1.ts
        t1.test.ts  imports src/1.ts
        t2.test.ts  imports src/1.ts
        t3.test.ts  imports src/1.ts
        t4.test.ts  imports src/1.ts
        t5.test.ts  imports src/1.ts
        t6.test.ts  imports src/1.ts
        and 18 more test files

        ✗ works
          t0.test.ts
          wrong

        ✗ works
          t1.test.ts
          wrong

        ✗ works
          t2.test.ts
          wrong

        ✗ works
          t3.test.ts
          wrong

        ✗ works
          t4.test.ts
          wrong

        ✗ works
          t5.test.ts
          wrong

        ✗ works
          t6.test.ts
          wrong

        ✗ works
          t7.test.ts
          wrong

        ✗ works
          t8.test.ts
          wrong

        ✗ works
          t9.test.ts
          wrong

        ✗ works
          t10.test.ts
          wrong

        ✗ works
          t11.test.ts
          wrong

        FAIL  12 failed in 12 files  340 ms
          ✗ t0.test.ts  works
          ✗ t1.test.ts  works
          ✗ t2.test.ts  works
          ✗ t3.test.ts  works
          ✗ t4.test.ts  works
          ✗ t5.test.ts  works
          ✗ t6.test.ts  works
          ✗ t7.test.ts  works
          ✗ t8.test.ts  works
          and 3 more cases
      "
    `);
  });

  it('counts the failures that it shows no details of', () => {
    const { screen, paper } = onPaper();
    const finish = (length: number) => {
      screen.chosen({ chosen: [{ test: 'a.test.ts', reason: 'changed' }], unaffecting: [] });
      const cases = Array.from({ length }, (_, index) => failed('a.test.ts', `${index}`));
      screen.finished({ result: resultOf(cases), selection: { chosen: [], unaffecting: [] } });
    };
    finish(20);
    expect(paper.text).not.toContain('no details');
    finish(27);
    expect(paper.text).toContain('\n  and 7 more failures, of which no details are shown\n\n  FAIL  27 failed');
  });

  it('says why nothing runs', () => {
    const { screen, paper } = onPaper();
    const files = ['a.md', 'b.md', 'c.md', 'd.md'].map((path) => ({ path, reason: 'documentation' }));
    screen.chosen({
      chosen: [],
      unaffecting: [...files, { path: 'deploy.yaml', reason: 'declared to concern no test' }],
    });
    screen.chosen({ chosen: [], unaffecting: [] });
    expect(paper.text).toMatchInlineSnapshot(`
      "  no test for a.md, b.md and 2 more: documentation
        no test for deploy.yaml: declared to concern no test
        no test is affected
      "
    `);
  });

  it('shows what kept a run from being carried out, faults, notes and an analysis', () => {
    const { screen, paper } = onPaper();
    const message = 'vitest.config.ts cannot be loaded:\n  3 | const = 1\nMend it and save it.';
    screen.finished({
      result: resultOf([], { status: 'error', errors: [{ type: 'configuration', message }] }),
      selection,
    });
    screen.finished({ result: resultOf([fine], { status: 'cancelled' }), selection });
    screen.fault({ type: 'overflow', message: 'The kernel dropped events.\nThe tree was swept.' });
    screen.note('Nothing failed the last time.');
    screen.analysis('The tax is added too late.\nSee src/cart.ts:4.');
    expect(paper.text).toMatchInlineSnapshot(`
      "
        ERROR  no test has run  340 ms
          configuration:  vitest.config.ts cannot be loaded:
              3 | const = 1
            Mend it and save it.

        CANCELLED  1 passed in 1 file  340 ms
        ! overflow:  The kernel dropped events.
          The tree was swept.
        Nothing failed the last time.

        ┃ What may be behind it
        ┃ The tax is added too late.
        ┃ See src/cart.ts:4.
      "
    `);
  });
});

describe('the verdict', () => {
  const ended = (ending: Partial<Parameters<View['finished']>[0]>) => {
    const { screen, paper } = onPaper();
    screen.finished({ result: resultOf([fine]), selection, ...ending });
    return paper.text
      .split('\n')
      .find((line) => /^ {2}[A-Z]/.test(line))
      ?.trim();
  };

  it('is green only where nothing casts doubt on it', () => {
    const known = { ...fine, reason: 'passed and failed with nothing changed', since: 0, cleanRuns: 3 };
    expect(ended({})).toBe('PASS  1 passed in 1 file  340 ms');
    expect(ended({ knownFlaky: [known] })).toBe('FLAKY  1 passed in 1 file, 1 of them flaky  340 ms');
    expect(ended({ result: resultOf([wrong, fine]), flaky: [known] })).toBe(
      'FAIL  1 failed, 1 passed in 2 files, 1 of them flaky  340 ms',
    );
    expect(ended({ result: resultOf([fine], { status: 'error', durationMs: 65_000 }) })).toBe(
      'ERROR  1 passed in 1 file  1 min 5 s',
    );
  });

  it('says how far a flaky case is from being steady, and when it is', () => {
    const { screen, paper } = onPaper();
    const known = { ...fine, reason: 'passed and failed with nothing changed', since: 0, cleanRuns: 3 };
    screen.finished({ result: resultOf([fine]), selection, knownFlaky: [known] });
    screen.finished({ result: resultOf([fine]), selection, steady: [fine] });
    expect(paper.text).toContain('flaky: passed and failed with nothing changed, 3 of 10 passes in a row since\n');
    expect(paper.text).toContain('no longer flaky: 10 of 10 passes in a row\n');
  });

  it('tells once what many test files fail for outside of their cases', () => {
    const { screen, paper } = onPaper();
    const errorOf = (file: string, cause: string) => ({
      type: 'suite_error' as const,
      message: `${file}: no such module\n${cause}\nat ${file}:1:1`,
      file,
    });
    const same = ['a', 'b', 'c', 'd', 'e'].map((name) => errorOf(`${name}.test.ts`, 'at src/setup.ts:3'));
    const errors = [...same, errorOf('f.test.ts', 'at src/f.ts:1')];
    screen.finished({ result: resultOf([], { status: 'error', errors }), selection });
    expect(paper.text).toMatchInlineSnapshot(`
      "
        ERROR  no test has run  340 ms
          suite_error:  a.test.ts: no such module
            at src/setup.ts:3
            at a.test.ts:1:1
            The same in b.test.ts, c.test.ts and 2 more.
          suite_error:  f.test.ts: no such module
            at src/f.ts:1
            at f.test.ts:1:1
      "
    `);
  });

  it('does not hide what failed before and has not run', () => {
    const { screen, paper } = onPaper();
    screen.finished({ result: resultOf([fine]), selection, standing: [wrong] });
    expect(paper.text).toContain('still failing, not part of this run:\n    ✗ src/cart/total.test.ts  cart > total');
  });
});
