import { describe, expect, it } from 'vitest';
import type { CaseResult, Selection } from '../model.ts';
import { isLively } from './stream.ts';
import { failed, noon, onPaper, onTerminal, passed, resultOf } from './testing/terminal.ts';
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

  it('names what has been running for some seconds, the end of the name first where there is little room', () => {
    const { screen, terminal, pass } = onTerminal(120);
    screen.chosen(selection);
    screen.longest?.({ file: 'test/cart.test.ts', name: 'waits for ever', since: noon });
    pass(2_900);
    expect(terminal.lastLine).not.toContain('running');
    pass(9_100);
    expect(terminal.lastLine).toMatch(
      /0 of 4 files {2}starting {2}12\.0 s {2}x stops {2}running for 12\.0 s: test\/cart\.test\.ts > waits for ever$/,
    );
    terminal.columns = 80;
    pass(100);
    expect(terminal.lastLine).toMatch(
      /^ . 0 of 4 files {2}x stops {2}running for 12\.1 s: …st\/cart\.test\.ts > waits for ever$/,
    );
    expect(widthOf(terminal.lastLine)).toBe(79);
    terminal.columns = 30;
    pass(100);
    expect(widthOf(terminal.lastLine)).toBeLessThan(30);
    terminal.columns = 80;
    screen.longest?.(undefined);
    pass(100);
    expect(terminal.lastLine).not.toContain('running');
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

  it('offer snapshots anew where the runner can write them and something has failed', () => {
    const { screen, terminal, keyboard, keys } = onTerminal();
    const begin = (updatesSnapshots: boolean) =>
      screen.begin({ root: '/code', runner: 'vitest', address: undefined, files: 1, tests: 1, updatesSnapshots });
    const offer = (...cases: CaseResult[]) => {
      screen.chosen(selection);
      screen.finished({ result: resultOf(cases), selection });
      screen.waiting();
      keyboard.type('u');
      return terminal.lastLine.includes('u snapshots');
    };
    begin(false);
    expect(offer(failed('a.test.ts', 'works'))).toBe(false);
    begin(true);
    expect(offer(passed('a.test.ts', 'works'))).toBe(false);
    expect(keys).toEqual([]);
    expect(offer(failed('a.test.ts', 'works'))).toBe(true);
    expect(keys).toEqual(['update_snapshots']);
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
