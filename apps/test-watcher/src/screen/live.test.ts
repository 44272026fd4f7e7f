import { describe, expect, it } from 'vitest';
import type { Selection } from '../model.ts';
import { isLively } from './stream.ts';
import { failed, onPaper, onTerminal, passed, resultOf } from './testing/terminal.ts';
import { widthOf } from './text.ts';

const selection: Selection = {
  chosen: ['a', 'b', 'c', 'd'].map((name) => ({ test: `${name}.test.ts`, reason: 'changed' })),
  unaffecting: [],
};

describe('the last line of a terminal', () => {
  it('tells how far a run is, and gives way to what stays', () => {
    const { screen, terminal, pass } = onTerminal(80);
    screen.chosen(selection);
    expect(terminal.lastLine).toBe(' ⠋ ──────────────────── 0 of 4 files  starting  0 ms  x stops');
    screen.caseFinished(passed('a.test.ts', 'works'));
    screen.caseFinished(failed('b.test.ts', 'works'));
    pass(1_100);
    expect(terminal.lastLine).toBe(' ⠙ ━━━━━━━━━━────────── 2 of 4 files  1 failed, 1 passed  1.1 s  x stops  b.te…');
    screen.note('A note.');
    expect(terminal.text).toMatch(/\n {2}A note\.\n ⠙ ━[^\n]*$/);
    screen.finished({ result: resultOf([passed('a.test.ts', 'works')]), selection });
    expect(terminal.lastLine).toBe('');
    screen.waiting();
    pass(10_000);
    expect(terminal.lastLine).toBe(' waiting for changes   r rerun  f failed  a all  q quit  ? help');
    screen.waiting();
    expect(terminal.text.match(/waiting/g)).toHaveLength(1);
  });

  it('never reaches the last column, whatever is written in it and however narrow it becomes', () => {
    const { screen, terminal, pass } = onTerminal(70);
    screen.chosen(selection);
    screen.caseFinished(passed('テスト/買い物かごの合計を計算するテスト.test.ts', 'works'));
    pass(100);
    expect(widthOf(terminal.lastLine)).toBeLessThan(70);
    terminal.columns = 30;
    terminal.emit('resize');
    expect(terminal.lastLine).toBe(' ⠙ ━━━━━─────────────── 1 of…');
    expect(widthOf(terminal.lastLine)).toBeLessThan(30);
    pass(100);
    expect(terminal.lastLine).toBe(' ⠹ 1 of 4 files  1 passed  2…');
  });

  it('is cleared, and the terminal left as it was, when the screen is closed', () => {
    const { screen, terminal, keyboard } = onTerminal();
    screen.waiting();
    expect([terminal.isCursorShown, keyboard.isRaw]).toEqual([false, true]);
    screen.close();
    expect([terminal.lastLine, terminal.isCursorShown, keyboard.isRaw]).toEqual(['', true, false]);
    expect([keyboard.listenerCount('data'), terminal.listenerCount('resize')]).toEqual([0, 0]);
  });

  it('is cleared, too, when the process crashes', () => {
    const before = process.listeners('exit');
    const { screen, terminal, keyboard } = onTerminal();
    screen.waiting();
    const [atExit] = process.listeners('exit').filter((listener) => !before.includes(listener));
    atExit?.(1);
    expect([terminal.lastLine, terminal.isCursorShown, keyboard.isRaw]).toEqual(['', true, false]);
    expect(process.listeners('exit')).toEqual(before);
  });
});

describe('the keys', () => {
  it('ask for runs and for the end', () => {
    const { keyboard, keys } = onTerminal();
    for (const key of ['r', 'f', 'A', 'x', '\u001b', 'q', '\u0003']) keyboard.type(key);
    expect(keys).toEqual(['rerun', 'rerun_failed', 'run_all', 'cancel', 'cancel', 'quit', 'quit']);
  });

  it('mean nothing as a part of arrow keys and pasted text', () => {
    const { keyboard, keys } = onTerminal();
    for (const text of ['\u001b[A', 'far', 'z', ' ']) keyboard.type(text);
    expect(keys).toEqual([]);
  });

  it('are explained on request', () => {
    const { keyboard, terminal } = onTerminal();
    keyboard.type('?');
    expect(terminal.text).toContain('  f  run what failed again\n');
  });
});

describe('without a terminal', () => {
  it.each([
    [{}, true],
    [{ TERM: 'dumb' }, false],
    [{ CI: 'true' }, false],
    [{ NO_COLOR: '1' }, false],
    [{ NO_COLOR: '', CI: '' }, true],
  ])('lines are plain: %j', (environment, expected) => {
    expect(isLively({ write() {}, isTTY: true, columns: 80 }, environment)).toBe(expected);
    expect(isLively({ write() {}, columns: 80 }, environment)).toBe(false);
    expect(isLively({ write() {}, isTTY: true, columns: 10 }, environment)).toBe(false);
  });

  it('a long run says now and then that it lives', () => {
    const { screen, paper, pass } = onPaper();
    screen.chosen(selection);
    for (let second = 0; second < 25; second += 1) {
      pass(1_000);
      screen.caseFinished(passed('a.test.ts', `case ${second}`));
    }
    expect(paper.text.match(/\d+ passed so far/g)).toEqual(['10 passed so far', '20 passed so far']);
  });
});
