import { PassThrough } from 'node:stream';
import { stripVTControlCharacters, styleText } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Audit, Fault } from '../model.ts';
import { emptyAudit, exampleAudit, hostileAudit, hugeAudit } from '../testing/audit.ts';
import { shorten, wrap } from './columns.ts';
import { type GateRules, judge } from './judge.ts';
import { renderGate } from './render.ts';

const rules: GateRules = { minimumPercent: 80, minimumPatchPercent: 70, maxDropPoints: 5 };
const stale: Fault = { type: 'coverage_stale', message: 'coverage/lcov.info is older than src/cart.ts' };

/** What the example's coverage was before. */
const before = [(131 / 150) * 100 + 1.25];

/** All of its changed files are measured. */
function example(): Audit {
  const audit = exampleAudit();
  return audit.patch === undefined ? audit : { ...audit, patch: { ...audit.patch, unmeasured: [] } };
}

/** What the gate says in all, and of each rule. */
function outcome(audit: Audit, asked: GateRules = rules, earlier = before): unknown[] {
  const { passed, exitStatus, lines } = judge(audit, asked, earlier);
  expect(passed).toBe(exitStatus === 0);
  return [exitStatus, ...lines.map(({ rule, state }) => `${rule} ${state}`)];
}

function without(audit: Audit, ...faults: Fault[]): Audit {
  const { coverage: _, patch: __, ...rest } = audit;
  return { ...rest, faults };
}

describe('the verdict', () => {
  it('passes what reaches every bar, also exactly', () => {
    const exact = { minimumPercent: (131 / 150) * 100, minimumPatchPercent: 75, maxDropPoints: 1.25 };
    for (const asked of [rules, exact]) {
      expect(outcome(example(), asked)).toEqual([0, 'Coverage ok', 'Changed lines ok', 'Drop ok']);
    }
  });

  it.each([
    [{ minimumPercent: 87.4 }, 'Coverage failed'],
    [{ minimumPatchPercent: 75.1 }, 'Changed lines failed'],
    [{ maxDropPoints: 1.2 }, 'Drop failed'],
  ])('fails %j alone, with a remedy', (asked, line) => {
    expect(outcome(example(), asked)).toContain(line);
    const { exitStatus, lines } = judge(example(), asked, before);
    expect(exitStatus).toBe(1);
    expect(lines.find(({ state }) => state === 'failed')?.remedy).toBeTruthy();
  });

  it('does not pass changed sources that no report speaks of, but for configuration', () => {
    const audit = example();
    const of = (...unmeasured: string[]) =>
      outcome({ ...audit, ...(audit.patch && { patch: { ...audit.patch, unmeasured } }) });
    expect(of('src/new.ts')).toContain('Changed lines unknown');
    expect(of('vitest.config.ts', '.mocharc.js')).toContain('Changed lines ok');
  });

  it('finds a drop again however often it is asked, until coverage is back', () => {
    const drop = (percent: number, ...earlier: number[]) => {
      const { coverage } = example();
      const audit = { ...example(), ...(coverage && { coverage: { ...coverage, percent } }) };
      return judge(audit, { maxDropPoints: 5 }, earlier).lines.find(({ rule }) => rule === 'Drop')?.state;
    };
    expect([drop(85, 100), drop(85, 100, 85), drop(85, 100, 85, 85, 85)]).toEqual(['failed', 'failed', 'failed']);
    expect([drop(96, 100, 85), drop(92, 100, 85, 96), drop(95, 100)]).toEqual(['ok', 'ok', 'ok']);
  });

  it('says how many more lines reach the bar', () => {
    const { lines } = judge(example(), { minimumPercent: 90 }, before);
    expect(lines[0]).toMatchObject({ value: '87.3 % (131 of 150 lines)', remedy: 'test 4 more of its lines' });
  });

  it('cannot judge without coverage, and says why there is none', () => {
    expect(outcome(emptyAudit(), {})).toEqual([2, 'Coverage unknown']);
    expect(outcome(without(example(), stale))).toEqual([2, 'Coverage unknown', 'Changed lines unknown']);
    expect(judge(without(example(), stale), rules, before).lines[0]?.remedy).toBe(stale.message);
  });

  it('leaves bars out for a refused report where that is wished, but not for a missing one', () => {
    const lenient = { ...rules, failOnStale: false };
    expect(outcome(without(example(), stale), lenient)).toEqual([0, 'Coverage left_out', 'Changed lines left_out']);
    expect(outcome(without(example()), lenient)[0]).toBe(2);
  });

  it('fails when the tests failed, though their coverage reaches the bars', () => {
    const fault = { type: 'coverage_command', message: 'npm test ended with 1', testsFailed: true } as const;
    expect(outcome(exampleAudit({ faults: [fault] })).slice(0, 2)).toEqual([1, 'Tests failed']);
    expect(judge(exampleAudit({ faults: [fault] }), {}, []).lines[0]).toMatchObject({
      value: 'some failed',
      bar: 'all must pass',
    });
  });

  it('cannot judge tests of which nobody knows how they ended', () => {
    const fault = { type: 'coverage_command', message: 'could not be started' } as const;
    expect(outcome({ ...example(), faults: [fault] }).slice(0, 2)).toEqual([2, 'Tests unknown']);
  });

  it('cannot judge changed lines that were not measured', () => {
    const { patch: _, ...rest } = example();
    expect(outcome(rest)).toEqual([2, 'Coverage ok', 'Changed lines unknown', 'Drop ok']);
  });

  it('passes a change without executable lines, and a first audit', () => {
    const { patch } = example();
    if (!patch) throw new Error('the example has it');
    const none = { ...patch, lines: { value: { covered: 0, executable: 0 }, source: 'git diff' }, uncovered: [] };
    expect(outcome(exampleAudit({ patch: none }), rules, [])).toEqual([0, 'Coverage ok', 'Changed lines ok']);
  });
});

describe('the screen', () => {
  const terminalOf = (depth: number) => Object.assign(new PassThrough(), { isTTY: true, getColorDepth: () => depth });
  const show = (audit: Audit, asked = rules, stream: NodeJS.WritableStream = terminalOf(1)) =>
    renderGate(audit, judge(audit, asked, before), stream);
  const strict = { minimumPercent: 100, minimumPatchPercent: 100, maxDropPoints: 0 };
  const long: Fault = { type: 'coverage_command', message: 'a long explanation of what went wrong '.repeat(40) };

  it('looks as it should', async () => {
    await expect(show(example(), strict)).toMatchFileSnapshot('../testing/golden/gate.txt');
  });

  it.each([
    ['an empty', emptyAudit()],
    ['a hostile', hostileAudit()],
    ['a huge', hugeAudit()],
    [
      'a failed',
      { ...hugeAudit(), faults: [long, ...hugeAudit().faults.map(() => ({ ...long, type: 'git' as const }))] },
    ],
    ['a refused', without(example(), { ...long, type: 'coverage_partial' }, { ...long, type: 'git' })],
  ])('is 24 lines of 80 columns at most for %s audit', (_, audit) => {
    const lines = show(audit, strict).trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(24);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
    expect(lines.join('')).not.toMatch(/\p{Cc}|\p{Cf}/u);
    expect(lines.at(-1)).toMatch(/^The gate/);
  });

  it('has the whole of a message where there is room, and else its beginning and its end', () => {
    const shown = (length: number) => {
      const message = `npm test ended with 1: ${'one line of a stack and '.repeat(length)}/${'deep/'.repeat(30)}shop.test.ts:7`;
      return show(exampleAudit({ faults: [{ type: 'coverage_command', message }] })).replace(/\n */g, ' ');
    };
    expect(shown(9)).toContain(`ended with 1: ${'one line of a stack and '.repeat(9)}/deep/deep/`);
    expect(shown(400)).toMatch(/npm test ended with 1: one line .* … .*deep\/.*shop\.test\.ts:7/);
    expect(shown(400).length).toBeGreaterThan(800);
  });

  it('keeps what to do, and cuts what was printed', () => {
    const stack = Array.from({ length: 40 }, (_, index) => `    at step${index} (node:internal/fs:${index})`).join(
      '\n',
    );
    const remedy = `run it by hand in /${'deep/'.repeat(20)}: npx vitest run --coverage`;
    const message = `${remedy}\nIt last printed:\nError: ENOENT\n${stack}\n${'more '.repeat(200)}\nNode.js v24`;
    const audit = exampleAudit({ faults: [{ type: 'coverage_command', message }] });
    const shown = show(audit).replace(/\n */g, ' ');
    expect(shown).toMatch(/npx vitest run --coverage It last printed: Error: ENOENT .* … .*Node\.js v24/);
    expect(shown).not.toMatch(/step|\\n/);
    expect(show(audit, rules, new PassThrough())).toContain(`        ${remedy}\n        It last printed:\n`);
  });

  it('breaks nothing where it is no terminal', () => {
    const path = `src/${'deep/'.repeat(40)}a.ts`;
    const message = `${'word '.repeat(60)}coverage/cobertura-coverage.xml is older than ${path}`;
    const { patch = expect.unreachable() } = example();
    const uncovered = [{ path, lines: [7] }, ...Array.from({ length: 9 }, (_, n) => ({ path: `${n}.ts`, lines: [1] }))];
    const audit = { ...example(), patch: { ...patch, uncovered }, faults: [{ type: 'git', message } as const] };
    const piped = show(audit, rules, new PassThrough()).split('\n');
    expect(piped).toEqual(expect.arrayContaining([`note    ${message}`, `  ${path}:7`, '  8.ts:1']));
  });

  it('speaks of a gate only where one was asked for', () => {
    const verdict = judge(emptyAudit(), {}, []);
    expect(renderGate(emptyAudit(), verdict, new PassThrough())).toContain('The gate could not be judged');
    expect(renderGate(emptyAudit(), verdict, new PassThrough(), false)).not.toMatch(/gate/i);
  });

  it('has uncovered changed lines first', () => {
    expect(show(example())).toMatch(/^Changed lines that no test ran, since origin\/main\n {2}src\/discount/);
  });

  it('has colours on a terminal alone', () => {
    const terminal = terminalOf(8);
    const audit = example();
    const coloured = renderGate(audit, judge(audit, strict, before), terminal);
    expect(coloured).toContain(styleText('red', 'FAILED ', { validateStream: false }));
    expect(stripVTControlCharacters(coloured)).toBe(show(audit, strict));
    const piped = show(audit, strict, new PassThrough());
    expect(piped).toBe(stripVTControlCharacters(piped));
  });
});

describe('columns', () => {
  it('count wide characters twice and marks not at all', () => {
    expect(shorten('日本語', 6)).toBe('日本語');
    expect(shorten('日本語', 5)).toBe('日本…');
    expect(shorten('e\u0301e\u0301', 2)).toBe('e\u0301e\u0301');
    expect(shorten('abcdef', 4)).toBe('abc…');
  });

  it('break between words', () => {
    expect(wrap('one two three', 7, 3)).toEqual(['one two', 'three']);
    expect(wrap('one two three', 7, 1)).toEqual(['one tw…']);
    expect(wrap('incomprehensible a', 7, 3)).toEqual(['incomp…', 'a']);
  });
});
