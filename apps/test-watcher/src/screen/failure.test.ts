import { describe, expect, it } from 'vitest';
import { describeFailure } from './failure.ts';
import { plain } from './style.ts';
import { failed } from './testing/terminal.ts';

function described(failure: Parameters<typeof failed>[2]): string[] {
  const page = { paint: plain, width: 80 };
  return describeFailure(failed('a.test.ts', 'adds', failure), '/code/shop', page).map((line) => line.trim());
}

describe('a failure', () => {
  it('keeps the frames of the project, and all where there are no others', () => {
    const foreign = '    at run (/code/shop/node_modules/x/y.js:1:2)';
    const own = '    at total (/code/shop/src/a.ts:4:3)';
    expect(described({ message: 'wrong', stack: `Error: wrong\n${foreign}\n${own}` })).toEqual([
      '✗ adds',
      'a.test.ts',
      'wrong',
      '',
      'at total (src/a.ts:4:3)',
    ]);
    expect(described({ message: 'wrong', stack: foreign }).at(-1)).toBe('at run (node_modules/x/y.js:1:2)');
  });

  it('shows what pytest calls a stack as it is', () => {
    const stack = '    def test_sum():\n>       assert 1 == 2\nE       assert 1 == 2';
    expect(described({ message: 'assert 1 == 2', stack }).slice(-3)).toEqual([
      'def test_sum():',
      '>       assert 1 == 2',
      'E       assert 1 == 2',
    ]);
  });

  it('shows of pytest the last frame of the project, from shortly before the line that failed', () => {
    const source = Array.from({ length: 9 }, (_, index) => `        ${'abcdefghi'[index]} = 1`);
    const between = '_ '.repeat(40);
    const own = ['    def total(cart):', ...source, '>       cart.check()', '', 'src/shop.py:14: '];
    const foreign = ['>       raise Wrong', 'E       Wrong: no', '', '/usr/lib/python3/mock.py:9: Wrong'];
    const test = ['    def test_total():', '>       total(cart)', '', 'tests/test_a.py:10: '];
    const stack = [...test, between, '', ...own, between, '', ...foreign].join('\n');
    expect(described({ message: 'Wrong: no', stack }).slice(2)).toEqual([
      'Wrong: no',
      '',
      'g = 1',
      'h = 1',
      'i = 1',
      '>       cart.check()',
      '',
      'src/shop.py:14:',
      '… and 18 more lines',
    ]);
  });

  it('shows the frames of the project alone, in functions without a name too', () => {
    const stack =
      'at T.<anonymous> (test/a.js:3:27)\nat <anonymous> (<anonymous>)\nat run (node:test:1:2) {\n  code: 1';
    expect(described({ message: '', stack }).slice(2)).toEqual(['at T.<anonymous> (test/a.js:3:27)']);
    expect(described({ message: '', stack: 'at run (node:test:1:2) {\n  code: 1' }).slice(2)).toEqual([
      'at run (node:test:1:2)',
    ]);
  });

  it('cuts long messages, differences and stacks', () => {
    const lines = (text: string, length: number) => Array.from({ length }, (_, index) => `${text} ${index}`).join('\n');
    const text = described({ message: lines('m', 50), diff: lines('+ d', 90), stack: lines('at f', 30) });
    expect(text.filter((line) => line.startsWith('…'))).toEqual([
      '… and 39 more lines',
      '… and 51 more lines',
      '… and 19 more frames',
    ]);
    expect(text.length).toBeLessThan(75);
  });

  it('has a legend unless the runner gives one, and no difference twice', () => {
    expect(described({ message: 'wrong\n\n- 1\n+ 2', diff: '- 1\n+ 2' }).slice(2)).toEqual([
      'wrong',
      '',
      '- expected  + received',
      '- 1',
      '+ 2',
    ]);
    expect(described({ message: 'wrong', diff: '- Expected\n+ Received\n\n- 1\n+ 2' })).not.toContain(
      '- expected  + received',
    );
  });

  it('is shown even where the runner tells nothing of it', () => {
    expect(described(undefined)).toEqual(['✗ adds', 'a.test.ts', 'wrong']);
    expect(described({ message: '', file: 'b.test.ts', line: 3 })).toEqual(['✗ adds', 'b.test.ts:3']);
  });
});
