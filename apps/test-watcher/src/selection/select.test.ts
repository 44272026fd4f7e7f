import { describe, expect, it } from 'vitest';
import { select } from './select.ts';
import { change, type Project, selectIn } from './testing/project.ts';

const shop: Project = {
  imports: { 'cart.test.ts': ['src/cart.ts', 'src/money.ts'], 'order.test.ts': ['src/order.ts', 'src/money.ts'] },
  loaded: { 'cart.test.ts': ['src/cart.ts'], 'tax.test.ts': ['src/tax.ts', 'data/rates.json'] },
  testFiles: ['cart.test.ts', 'order.test.ts', 'tax.test.ts'],
};

async function chosenIn(project: Project, ...changes: Parameters<typeof selectIn>[1]) {
  const { chosen } = await selectIn(project, changes);
  return Object.fromEntries(chosen.map(({ test, reason }) => [test, reason]));
}

describe('what is chosen', () => {
  it('are changed and new test files', async () => {
    expect(await chosenIn(shop, 'cart.test.ts', change('order.test.ts', 'added'))).toEqual({
      'cart.test.ts': 'changed',
      'order.test.ts': 'new',
    });
  });

  it('are tests that import a changed file, by what the runner knows', async () => {
    expect(await chosenIn(shop, 'src/money.ts')).toEqual({
      'cart.test.ts': 'imports src/money.ts',
      'order.test.ts': 'imports src/money.ts',
    });
  });

  it('are tests that loaded it in an earlier run', async () => {
    expect(await chosenIn(shop, 'data/rates.json')).toEqual({ 'tax.test.ts': 'ran data/rates.json last time' });
    const withoutImports = { ...shop, imports: undefined };
    expect(await chosenIn(withoutImports, 'src/cart.ts')).toEqual({ 'cart.test.ts': 'ran src/cart.ts last time' });
  });

  it('are tests for which a file is declared, with those that load it', async () => {
    const rules = { declared: [{ files: ['{data,locales}/**'], tests: ['order.*'] }] };
    expect(await chosenIn({ ...shop, rules }, 'data/rates.json', 'locales/de.yaml')).toEqual({
      'order.test.ts': 'declared for {data,locales}/**',
      'tax.test.ts': 'ran data/rates.json last time',
    });
  });

  it('are the dependents of a deleted file', async () => {
    expect(await chosenIn(shop, change('src/order.ts', 'deleted'))).toEqual({
      'order.test.ts': 'imports src/order.ts',
    });
  });

  it('are tests whose snapshots changed', async () => {
    const project = { ...shop, testFiles: ['ui/a.test.ts', 'py/test_b.py'] };
    const snapshots = ['ui/__snapshots__/a.test.ts.snap', 'py/__snapshots__/test_b.ambr'];
    expect(await chosenIn(project, ...snapshots)).toEqual({
      'ui/a.test.ts': `compares with ${snapshots[0]}`,
      'py/test_b.py': `compares with ${snapshots[1]}`,
    });
  });

  it('is never a test file that is gone, of which the history is told', async () => {
    const removed: string[] = [];
    const project = { ...shop, imports: { ...shop.imports, 'tax.test.ts': [] }, removed };
    const selection = await selectIn(project, [change('tax.test.ts', 'deleted'), 'src/cart.ts']);
    expect(selection.chosen.map(({ test }) => test)).toEqual(['cart.test.ts']);
    expect(removed).toEqual(['tax.test.ts']);
    const alone = await selectIn({ ...shop, removed }, [change('tax.test.ts', 'deleted')]);
    expect(alone).toEqual({ chosen: [], unaffecting: [{ path: 'tax.test.ts', reason: 'a test file that is gone' }] });
  });
});

describe('everything runs', () => {
  const reasonOf = async (project: Project, ...changes: Parameters<typeof selectIn>[1]) =>
    (await selectIn(project, changes)).everything;

  it('when nothing is known about a file', async () => {
    const selection = await selectIn(shop, ['src/unknown.ts', 'src/cart.ts', 'src/other.ts']);
    expect(selection.everything).toBe('nothing is known about src/unknown.ts and 1 more');
    expect(selection.chosen.map(({ test, reason }) => `${test}: ${reason}`)).toEqual([
      'cart.test.ts: imports src/cart.ts',
      'order.test.ts: as everything',
      'tax.test.ts: as everything',
    ]);
  });

  it('when a file changes that may concern every test', async () => {
    const project = { ...shop, global: ['vitest.config.*', '**/*.md'] };
    expect(await reasonOf(project, 'vitest.config.ts')).toBe('vitest.config.ts may concern every test');
    expect(await reasonOf(project, 'docs/a.md')).toBe('docs/a.md may concern every test');
  });

  it('when only a test that is no longer there has loaded a file', async () => {
    const project = { ...shop, imports: { 'gone.test.ts': ['src/x.ts'] }, loaded: { 'gone.test.ts': ['src/x.ts'] } };
    expect(await reasonOf({ ...project, testFiles: ['cart.test.ts'] }, 'src/x.ts')).toMatch(/nothing is known/);
  });

  it('when the imports cannot be read', async () => {
    const selection = await select({
      changes: [change('README.md')],
      runner: { global: [], dependents: () => Promise.reject(new Error('the host has died')) },
      history: {
        known: () => new Set(),
        testsThatLoaded: () => new Map(),
        removed: () => [],
        lastFailed: () => [],
        failureRates: () => new Map(),
        durations: () => new Map(),
      },
      rules: { declared: [] },
      testFiles: ['a.test.ts'],
      lonely: new Set(),
    });
    expect(selection).toMatchObject({
      everything: 'the imports could not be read: the host has died',
      chosen: [{ test: 'a.test.ts' }],
    });
  });
});

describe('what no test depends on', () => {
  it.each([
    'README.md',
    'docs/guide/intro.rst',
    'docs/logo.png',
    'build/server.log',
    'switchgear.yaml',
    'LICENSE',
    'packages/a/LICENSE-MIT',
    '.gitignore',
    '.vscode/settings.json',
    'src/.cart.ts.swp',
    'src/cart.ts~',
    'src/.#cart.ts',
  ])('is documentation or an editor’s: %s', async (path) => {
    expect(await selectIn(shop, [path])).toEqual({
      chosen: [],
      unaffecting: [{ path, reason: 'documentation' }],
      reachesBeyondImports: true,
    });
  });

  it.each(['tests/expected.txt', 'src/__fixtures__/a.md', 'pkg/testdata/logo.png'])(
    'is not a text that tests may read: %s',
    async (path) => {
      expect(await selectIn(shop, [path])).toMatchObject({ everything: `nothing is known about ${path}` });
    },
  );

  it('is not documentation that a test loads', async () => {
    const project = { ...shop, loaded: { 'tax.test.ts': ['docs/table.md'] } };
    expect(await selectIn(project, ['docs/table.md'])).toEqual({
      chosen: [{ test: 'tax.test.ts', reason: 'ran docs/table.md last time' }],
      unaffecting: [],
    });
  });

  it.each([
    ['added', 'new, and nothing imports it'],
    ['deleted', 'gone, and nothing imported it'],
  ] as const)('is a module that was %s and that nobody imports', async (kind, reason) => {
    expect(await selectIn(shop, [change('src/new.ts', kind)])).toMatchObject({
      chosen: [],
      unaffecting: [{ path: 'src/new.ts', reason }],
    });
    const inDoubt: [Project, string][] = [
      [{ ...shop, imports: undefined }, 'src/new.ts'],
      [shop, 'src/new.json'],
      [shop, 'tests/fixtures/new.ts'],
    ];
    for (const [project, path] of inDoubt) {
      expect(await selectIn(project, [change(path, kind)])).toMatchObject({ everything: expect.anything() });
    }
  });

  it('is a module for as long as nobody imports it since it came, and nothing unknown has changed', async () => {
    const project = { ...shop, lonely: new Set<string>() };
    const everything = async (...changes: Parameters<typeof selectIn>[1]) =>
      (await selectIn(project, changes)).everything !== undefined;
    const came = change('src/new.ts', 'added');
    expect([await everything('src/new.ts'), await everything(came), await everything('src/new.ts')]).toEqual([
      true,
      false,
      false,
    ]);
    expect([await everything('src/unknown.ts'), await everything('src/new.ts')]).toEqual([true, true]);
  });

  it('is not a new module while tests fail, which may have missed it', async () => {
    const project = { ...shop, lastFailed: ['tax.test.ts'] };
    expect(await selectIn(project, [change('src/new.ts', 'added')])).toMatchObject({
      chosen: [{ test: 'tax.test.ts', reason: 'may have missed src/new.ts, failed last time' }],
      unaffecting: [{ path: 'src/new.ts' }],
    });
  });

  it('can be declared', async () => {
    const rules = { declared: [{ files: ['deploy/**'], tests: [] }], documentation: ['**/*.tex'] };
    const { unaffecting, everything } = await selectIn({ ...shop, rules }, ['deploy/a.yaml', 'b.tex']);
    expect(everything).toBeUndefined();
    expect(unaffecting).toEqual([
      { path: 'deploy/a.yaml', reason: 'declared to concern no test' },
      { path: 'b.tex', reason: 'documentation' },
    ]);
    expect(await selectIn({ ...shop, rules }, ['README.md'])).toMatchObject({ everything: expect.anything() });
  });
});

describe('the order', () => {
  it('is what failed last, what changed, what is affected by how often it fails, how near and how fast it is, then the rest', async () => {
    const testFiles = ['rest', 'far', 'slow', 'fast', 'shaky', 'changed', 'failed', 'failed-rest'];
    const used = ['far', 'slow', 'fast', 'shaky', 'failed'];
    const selection = await selectIn(
      {
        imports: Object.fromEntries(used.map((test) => [test, ['src/a.ts']])),
        indirect: ['far', 'shaky'],
        testFiles,
        lastFailed: ['failed', 'failed-rest'],
        failureRates: { shaky: 0.4, failed: 0.9, 'failed-rest': 0.2 },
        durations: { slow: 900, fast: 10, shaky: 5_000, rest: 1 },
      },
      ['src/a.ts', 'changed', 'src/unknown.ts'],
    );
    expect(selection.chosen.map(({ test, reason }) => `${test}: ${reason}`)).toEqual([
      'failed: imports src/a.ts, failed last time',
      'failed-rest: failed last time',
      'changed: changed',
      'shaky: imports src/a.ts',
      'fast: imports src/a.ts',
      'slow: imports src/a.ts',
      'far: imports src/a.ts',
      'rest: as everything',
    ]);
  });
});
