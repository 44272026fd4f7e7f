import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { checkCitations, citations } from './citations.ts';
import { plainText } from './plain-text.ts';
import { existsIn } from './tree.ts';

describe('citations', () => {
  const root = '/home/me/My (own) shop';

  it.each([
    ['a path and a line', 'see src/cart.ts:12.', [{ path: 'src/cart.ts', line: 12 }]],
    ['a column too', 'at add (src/cart.ts:12:5)', [{ path: 'src/cart.ts', line: 12 }]],
    ['code marks', 'in `src/cart.ts`:3 and **lib/a.py**', [{ path: 'src/cart.ts', line: 3 }, { path: 'lib/a.py' }]],
    [
      'words for lines',
      'src/cart.ts line 12, File "tests/test_a.py", line 7',
      [
        { path: 'src/cart.ts', line: 12 },
        { path: 'tests/test_a.py', line: 7 },
      ],
    ],
    ['anchors', 'src/cart.ts#L12', [{ path: 'src/cart.ts', line: 12 }]],
    [
      'other spellings',
      './src/cart.ts:1, src\\cart.ts:2, .github/workflows/ci.yml',
      [{ path: 'src/cart.ts', line: 1 }, { path: 'src/cart.ts', line: 2 }, { path: '.github/workflows/ci.yml' }],
    ],
    ['bare names', 'package.json and cart.ts:3', [{ path: 'package.json' }, { path: 'cart.ts', line: 3 }]],
    ['absolute paths', '/home/me/shop/src/a.ts:1', [{ path: '/home/me/shop/src/a.ts', line: 1 }]],
    [
      'paths from the root of the tree',
      `${root}/src/a.ts:1, (file://${root}/src/b.ts:2:3), ${root}/Makefile, /mnt${root}/src/a.ts`,
      [{ path: 'src/a.ts', line: 1 }, { path: 'src/b.ts', line: 2 }, { path: 'Makefile' }, { path: 'shop/src/a.ts' }],
    ],
    [
      'names without an ending',
      'the Makefile, Dockerfile:3, docker/Dockerfile, `bin/run`:4, bin/run:5',
      [
        { path: 'Makefile' },
        { path: 'Dockerfile', line: 3 },
        { path: 'docker/Dockerfile' },
        { path: 'bin/run', line: 5 },
      ],
    ],
    ['each place once', 'a/b.ts:1 a/b.ts:1', [{ path: 'a/b.ts', line: 1 }]],
  ])('are found with %s', (_what, text, expected) => {
    expect(citations(text, root)).toEqual(expected);
  });

  it('are found with paths of Windows', () => {
    const text = 'at add (C:\\My shop\\src\\cart.ts:2:1), c:/My shop/Makefile:3, "C:\\\\My shop\\\\a.ts", D:\\a.ts:1';
    expect(citations(text, 'C:\\My shop')).toEqual([
      { path: 'src/cart.ts', line: 2 },
      { path: 'Makefile', line: 3 },
      { path: 'a.ts' },
      { path: 'D:/a.ts', line: 1 },
    ]);
  });

  it.each([
    'https://nodejs.org/api/fs.html and http://127.0.0.1:8000/v1/a.json',
    'Node.js 24.1.0, Vue.js, e.g. v1.2.3, i.e. process.env.PORT, cart.total:3, console.log(12)',
    'me@example.com, 12:30, and/or, 3.14, 16/9:1, localhost:8000, your profile, a Makefiles',
  ])('are not in %s', (text) => {
    expect(citations(text, root)).toEqual([]);
  });

  it('end after a hundred, and with the first 20,000 characters', () => {
    expect(citations(Array.from({ length: 500 }, (_, line) => `a.ts:${line + 1}`).join(' '), root)).toHaveLength(100);
    expect(citations(`${'x '.repeat(10_000)} a.ts:1`, root)).toEqual([]);
    for (const unit of ['a/', 'a', '.', '/a.', 'a:1 ', '\\', '/a:', 'Makefile/'])
      citations(unit.repeat(1_000_000), root);
  });
});

describe('in a tree', () => {
  const outside = mkdtempSync(join(tmpdir(), 'switchgear-cited-'));
  const root = join(outside, 'tree');
  mkdirSync(join(root, 'src'), { recursive: true });
  writeFileSync(join(root, 'src/cart.ts'), 'one\ntwo\nthree\n');
  writeFileSync(join(outside, 'private.ts'), 'one\n');
  symlinkSync(join(outside, 'private.ts'), join(root, 'src/link.ts'));
  afterAll(() => rmSync(outside, { recursive: true }));
  const exists = existsIn(root);

  it('files and lines exist, as far as they go', () => {
    expect([exists('src/cart.ts'), exists('src/cart.ts', 3), exists(join(root, 'src/cart.ts'), 1)]).toEqual([
      true,
      true,
      true,
    ]);
    expect([exists('src/cart.ts', 4), exists('src/cart.ts', 0), exists('src/none.ts'), exists('src', 1)]).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  it('nothing outside exists', () => {
    const paths = ['../private.ts', join(outside, 'private.ts'), 'src/link.ts', '/etc/passwd', 'src/\0.ts'];
    expect(paths.map((path) => exists(path))).toEqual(paths.map(() => false));
  });

  it('what does not exist is told', () => {
    writeFileSync(join(root, 'Makefile'), 'all:\n');
    const text = `src/cart.ts:2 calls src/pay.ts:9; ${root}/src/cart.ts:99, ${root}/src/cart.ts:3, Makefile:1, Dockerfile`;
    expect(checkCitations(text, root)).toEqual(['src/pay.ts:9', 'src/cart.ts:99', 'Dockerfile']);
  });
});

describe('plain text', () => {
  it('has no control sequences, no marks of direction, nothing unseen', () => {
    const hostile =
      '\u001b]0;title\u0007\u001b[2J\u001b[31mred\u001b[0m\r\nnext\tcell\u0000\u009b5A \u202eevil\u2066 a\u200bb';
    expect(plainText(hostile, 100)).toBe('red\nnext\tcell evil ab');
  });

  it('is cut to a length', () => {
    expect(plainText('x'.repeat(3000), 2000)).toBe(`${'x'.repeat(1999)}…`);
    expect(plainText('🙂🙂🙂', 4)).toBe('🙂…');
    expect(plainText(' exact ', 5)).toBe('exact');
  });
});
