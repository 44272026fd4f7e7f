import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { linesOf } from '../testing/coverage.ts';
import { makeTree, write } from '../testing/make-tree.ts';
import { readCoverage } from './read.ts';

/** Runs a file as Node.js does, and leaves the coverage of its process in `v8`. */
function run(root: string, file: string, ...args: readonly string[]): void {
  const env = { ...process.env, NODE_V8_COVERAGE: join(root, 'v8'), NODE_OPTIONS: '' };
  execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', ...args, join(root, file)], { env });
}

const read = async (root: string) => linesOf((await readCoverage('v8', { root })).files);

const choose = `#!/usr/bin/env node
function choose(a) {
  if (a) {
    return 1;
  }
  return 2;
}
function unused() {
  return 3;
}
`;

test('lines of ES modules, CommonJS and TypeScript are those that ran', async () => {
  const root = makeTree({
    'esm.mjs': `${choose}export { choose };\nexport default unused;\n`,
    'common.cjs': `\ufeff${choose.slice(choose.indexOf('\n') + 1)}\nmodule.exports = { choose };\n`,
    'typed.ts':
      'type Ä = "€😀";\nexport const f = (a: number): Ä | undefined => {\n  if (a > 0) return;\n  throw a;\n};\n',
    'main.mjs': `import { choose } from './esm.mjs';
import common from './common.cjs';
import { f } from './typed.ts';
choose(true);
common.choose(false);
f(1);
`,
  });
  run(root, 'main.mjs');
  expect(await read(root)).toEqual({
    'esm.mjs': '3,4,6,9 / 3,4',
    'common.cjs': '2,3,5,8,11 / 2,5,11',
    'typed.ts': '2,3,4 / 2,3',
    'main.mjs': '4,5,6 / 4,5,6',
  });
});

test('what one of several processes ran counts', async () => {
  const root = makeTree({
    'lib.cjs': choose.replace('#!/usr/bin/env node', 'module.exports = choose;'),
    'one.cjs': 'require("./lib.cjs")(true);\n',
    'two.cjs': 'require("./lib.cjs")(false);\n',
    'three.cjs': 'require("./lib.cjs");\n',
  });
  for (const file of ['one.cjs', 'two.cjs', 'three.cjs']) run(root, file);
  expect(await read(root)).toMatchObject({ 'lib.cjs': '1,3,4,6,9 / 1,3,4,6' });
});

test('the order of ranges does not matter, the innermost counts', async () => {
  const root = makeTree({ 'lib.cjs': `${choose}choose(true);\n` });
  run(root, 'lib.cjs');
  const [name = ''] = readdirSync(join(root, 'v8'));
  const coverage = JSON.parse(readFileSync(join(root, 'v8', name), 'utf8'));
  for (const { functions } of coverage.result) {
    functions.reverse();
    for (const { ranges } of functions) ranges.reverse();
  }
  write(root, { [`v8/${name}`]: JSON.stringify(coverage) });
  expect(await read(root)).toEqual({ 'lib.cjs': '3,4,6,9,11 / 3,4,11' });
});

test('tests and dependencies are left out', async () => {
  const root = makeTree({
    'lib.cjs': 'exports.x = 1;\n',
    'lib.test.cjs': 'require("./lib.cjs");\nrequire("x");\n',
    'node_modules/x/index.js': 'exports.y = 1;\n',
  });
  run(root, 'lib.test.cjs');
  expect(await read(root)).toEqual({ 'lib.cjs': '1 / 1' });
});

test('compiled code counts for the sources that its map names', async () => {
  const map = JSON.stringify({
    version: 3,
    sources: ['../src/mul.ts'],
    names: [],
    mappings: 'AAEA,MAAM,UAAU,GAAG,CAAC,CAAS,EAAE,CAAS;IACtC,OAAO,CAAC,GAAG,CAAC,CAAC;AACf,CAAC',
  });
  const root = makeTree({
    'src/mul.ts': 'interface Y {}\n\nexport function mul(a: number, b: number) {\n  return a * b;\n}\n',
    'dist/mul.js': 'export function mul(a, b) {\n    return a * b;\n}\n//# sourceMappingURL=mul.js.map',
    'dist/mul.js.map': map,
    'main.mjs': 'import { mul } from "./dist/mul.js";\nmul(1, 2);\n',
  });
  run(root, 'main.mjs');
  expect(await read(root)).toEqual({ 'src/mul.ts': '4 / 4', 'main.mjs': '2 / 2' });
});

test('code that has changed since is no longer what was measured', async () => {
  const root = makeTree({ 'lib.cjs': 'exports.x = 1;\n' });
  run(root, 'lib.cjs');
  write(root, { 'lib.cjs': '// more\nexports.x = 1;\n' });
  await expect(read(root)).rejects.toThrow(/lib\.cjs is not the code that was measured .* measure again/);
});

test('code that was compiled in memory is refused rather than guessed', async () => {
  const root = makeTree({
    'lib.ts': 'export const x: number = 1;\n\n\nconsole.log(x);\n',
    'main.mjs': 'import "./lib.ts";\n',
  });
  run(root, 'main.mjs', '--experimental-transform-types');
  await expect(read(root)).rejects.toThrow(/lib\.ts is not the code that was measured/);
});

test.each(['{"result":[{}]}', '{"result":[{"url":"x","functions":[{}]}]}', '{"result":[', '{"result":[null]}'])(
  '%s is refused',
  async (text) => {
    await expect(read(makeTree({ 'v8/coverage.json': text }))).rejects.toMatchObject({ code: 'coverage_unreadable' });
  },
);

test('files of other hosts and of places outside are not opened', async () => {
  const script = (url: string) => ({ url, functions: [{ ranges: [{ startOffset: 0, endOffset: 1, count: 1 }] }] });
  const urls = ['file://host/x.js', 'file:///etc/hostname', 'file:///%00', 'node:fs', 'https://x/y.js'];
  const root = makeTree({ 'v8/coverage.json': JSON.stringify({ result: urls.map(script) }) });
  await expect(read(root)).rejects.toMatchObject({
    code: 'coverage_foreign',
    message: expect.stringContaining('/etc/hostname'),
  });
});
