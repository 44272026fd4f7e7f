import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failed, onPaper, onTerminal, resultOf } from './testing/terminal.ts';
import { cutEnd, cutStart, linesOf, oneLine, widthOf, wrap } from './text.ts';

/** Text as hostile as it comes. */
const hostile = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      '\u001b',
      '[',
      ']',
      '2J',
      '0;',
      '\u0007',
      '\u009b',
      '\r',
      '\n',
      '\b',
      '\t',
      '\u202e',
      '\u2028',
      'm',
    ),
    fc.string({ minLength: 1, maxLength: 2, unit: 'grapheme' }),
  ),
});

describe('text of others', () => {
  it('loses what would move the cursor, change the title or turn the writing round, and keeps the rest', () => {
    expect(
      linesOf('\u001b[2J\u001b[Hone\u001b]0;owned\u0007 \u001b[31mtwo\u001b[0m\u009b1A\r\nthree\u202e\tfour'),
    ).toEqual(['one two', 'three    four']);
    expect(linesOf('10 %\r50 %\r100 %\r\nready')).toEqual(['100 %', 'ready']);
    expect(oneLine('a name\nof two lines\u2028or three')).toBe('a name of two lines or three');
  });

  it('never leaves a control character, whatever it is', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
        expect(linesOf(text).join('')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/);
      }),
    );
  });

  it('moves nothing on the screen, wherever it stands', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const { screen, terminal } = onTerminal(50);
        const wrong = failed(text, text, { message: text, diff: text, stack: text, file: text });
        const selection = { chosen: [{ test: text, reason: text }], unaffecting: [{ path: text, reason: text }] };
        screen.begin({ root: text, runner: 'x', address: undefined, files: 1, tests: 1 });
        screen.changed([{ path: text, kind: 'added', noticedAt: 0 }], false);
        screen.chosen(selection);
        screen.output(text);
        screen.caseFinished(wrong);
        const errors = [{ type: 'suite_error' as const, message: text }];
        screen.finished({ result: resultOf([wrong], { status: 'error', errors }), selection, standing: [wrong] });
        screen.analysis(text);
        screen.note(text);
        screen.fault({ type: 'tree', message: text });
        // The terminal throws at everything but what the screen itself writes.
        expect(terminal.text).toContain('ERROR');
        screen.close();
      }),
      { numRuns: 50 },
    );
  });
});

describe('what tests print', () => {
  it('is shown by whole lines, in whatever pieces it comes', () => {
    const { screen, paper } = onPaper();
    for (const piece of ['one\ntw', 'o\r', '\nth', 'ree']) screen.output(piece);
    expect(paper.text).toBe('  │ one\n  │ two\n');
    screen.finished({ result: resultOf([]), selection: { chosen: [], unaffecting: [] } });
    expect(paper.text).toContain('  │ three\n\n  PASS');
  });

  it('is cut when it would bury everything else, and begins anew with the next run', () => {
    const { screen, paper } = onPaper();
    const selection = { chosen: [], unaffecting: [] };
    for (let line = 0; line < 2_000; line += 1) screen.output(`line ${line}\n`);
    screen.output('x'.repeat(1_000_000));
    screen.output('x'.repeat(1_000_000));
    screen.finished({ result: resultOf([]), selection });
    screen.output(`${'y'.repeat(5_000)}\n`);
    expect(paper.text.split('\n').filter((line) => line.startsWith('  │'))).toHaveLength(502);
    expect(paper.text).toContain('  │ line 499\n  │ Tests print more than is shown here.\n');
    expect(Math.max(...paper.text.split('\n').map((line) => line.length))).toBeLessThan(1_100);
  });
});

describe('widths', () => {
  it('count wide characters twice and combining ones not at all', () => {
    expect(['abc', '買い物', 'e\u0301', '🛒', '👩‍👩‍👧', 'ﾊﾝ', '…'].map(widthOf)).toEqual([3, 6, 1, 2, 2, 4, 1]);
  });

  it('are kept by every cut, at either end', () => {
    expect([cutEnd('買い物かご', 6), cutStart('src/cart/total.test.ts', 12)]).toEqual(['買い…', '…tal.test.ts']);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 0, max: 12 }), (text, width) => {
        expect(widthOf(cutEnd(text, width))).toBeLessThanOrEqual(width);
        expect(widthOf(cutStart(text, width))).toBeLessThanOrEqual(width);
      }),
    );
  });

  it('break lines between words and lose none', () => {
    expect(wrap('a short line and averyverylongword', 8)).toEqual(['a short', 'line and', 'averyverylongword']);
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,9}$/), { minLength: 1 }), (words) => {
        expect(wrap(words.join(' '), 10).join(' ')).toBe(words.join(' '));
      }),
    );
  });
});
