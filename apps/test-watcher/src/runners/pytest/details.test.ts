import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Runner } from '../../model.ts';
import { errorFiles, errorTypes, lines, Project, run } from '../testing/project.ts';
import { createPytestRunner } from './runner.ts';

// Plugins of this machine take longer than the tests.
vi.stubEnv('PYTEST_DISABLE_PLUGIN_AUTOLOAD', '1');

describe('pytest in a project with packages', () => {
  let project: Project;
  let runner: Runner;

  beforeAll(() => {
    project = new Project({
      'pytest.ini': '[pytest]\naddopts = -x -p no:cacheprovider\n',
      'src/shop/__init__.py': '',
      'src/shop/cart.py': 'from . import price\n\ndef total(): return price.of()\n',
      'src/shop/price.py': 'def of(): return 1\n',
      'tests/conftest.py': "import sys\nsys.path.insert(0, 'src')\n",
      'tests/test_cart.py': 'from shop.cart import total\n\ndef test_total(): assert total() == 1\n',
      'tests/test_other.py': `
import os, pytest

@pytest.fixture
def broken(): raise ValueError('no database')

def test_setup(broken): pass
@pytest.mark.xfail
def test_expected(): assert False
def test_forks():
    if os.fork() == 0: os._exit(0)
    os.write(3, b'not for you\\n')
@pytest.mark.parametrize('name', ['a', 'b::c'])
def test_each(name): assert name == 'b::c'
def test_mock(): __import__('unittest.mock').mock.Mock().assert_called_once()
def test_dict(): assert {'a': 1, 'b': list(range(30))} == {'a': 2, 'b': list(range(30))}
`,
      'tests/test_skipped.py': "import pytest\npytest.importorskip('no_such_module')\n",
    });
    runner = createPytestRunner({ root: project.root, ignores: [], timeoutMs: 60_000, outputLimit: 1_000_000 });
  });

  afterAll(() => project[Symbol.dispose]());

  test('tests depend on what they import, and on each conftest.py above them', async () => {
    expect(await runner.dependents(['src/shop/price.py'])).toEqual(
      new Map([['tests/test_cart.py', { path: 'src/shop/price.py', isDirect: false }]]),
    );
    expect([...((await runner.dependents(['tests/conftest.py']))?.keys() ?? [])].sort()).toEqual([
      'tests/test_cart.py',
      'tests/test_other.py',
      'tests/test_skipped.py',
    ]);
  });

  test('what it prints is what failing tests have printed, and what keeps it from running', async () => {
    project.write(
      'tests/test_prints.py',
      "import pytest\n\ndef test_fails():\n  print('of one that fails')\n  assert False\ndef test_passes(): print('of one that passes')\n",
    );
    const printed = async () => {
      let text = '';
      const output = (piece: string) => {
        text += piece;
      };
      return [(await run(runner, ['tests/test_prints.py'], { observer: { output } })).status, text];
    };
    expect(await printed()).toEqual(['fail', 'Captured stdout call:\nof one that fails\n']);
    project.write('tests/test_prints.py', "import pytest\n\ndef test_ends(): pytest.exit('no database')\n");
    expect(await printed()).toEqual(['error', 'no database\n']);
    await runner.changed([project.remove('tests/test_prints.py')]);
  });

  test('every phase and outcome of a case is told, and the run goes on behind a failure', async () => {
    const result = await run(runner, 'all');
    expect(lines(result.cases)).toEqual([
      'fail tests/test_other.py: test_dict',
      'fail tests/test_other.py: test_each[a]',
      'fail tests/test_other.py: test_mock',
      'fail tests/test_other.py: test_setup',
      'pass tests/test_cart.py: test_total',
      'pass tests/test_other.py: test_each[b > c]',
      'pass tests/test_other.py: test_forks',
      'skip tests/test_other.py: test_expected',
      'skip tests/test_skipped.py: whole file',
    ]);
    expect(result).toMatchObject({ status: 'fail', errors: [] });
    const failures = new Map(result.cases.map(({ name, failure }) => [name, failure]));
    expect(failures.get('test_setup')?.message).toBe('in setup: ValueError: no database');
    expect(failures.get('test_mock'), 'where the tree itself is').toMatchObject({
      file: 'tests/test_other.py',
      line: 15,
    });
    expect(failures.get('test_dict')?.diff).toMatch(/^- .*'a': 2,\n\+ .*'a': 1,$/m);
    expect(result.loaded.get('tests/test_cart.py')).toEqual(
      expect.arrayContaining(['src/shop/__init__.py', 'src/shop/cart.py', 'src/shop/price.py', 'tests/conftest.py']),
    );
  });
  test('what a deleted file was imported by is still known, and new imports are', async () => {
    await runner.changed([project.write('tests/test_other.py', `import shop.extra\n`)]);
    expect([...((await runner.dependents(['src/shop/extra.py']))?.keys() ?? [])]).toEqual(['tests/test_other.py']);
  });

  test('a file that cannot be imported keeps no other from running', async () => {
    await runner.changed([project.write('tests/test_other.py', 'import no_such_module\n')]);
    const result = await run(runner, 'all');
    expect(lines(result.cases)).toContain('pass tests/test_cart.py: test_total');
    expect(errorTypes(result)).toEqual(['suite_error']);
    expect(errorFiles(result)).toEqual(['tests/test_other.py']);
    expect(result.errors[0]?.message).toMatch(/^tests\/test_other\.py: [\s\S]*no_such_module/);
  });

  test('a broken configuration is told in the words of pytest', async () => {
    await runner.changed([project.write('pytest.ini', '[pytest]\naddopts = --no-such-option\n')]);
    const result = await run(runner, 'all');
    expect(errorTypes(result)).toEqual(['configuration']);
    expect(result.errors[0]?.message).toContain('--no-such-option');
    await expect(runner.testFiles()).rejects.toMatchObject({ code: 'configuration' });
  });
});

test('variables reach the tests, and the folders of Python beside ours', async () => {
  const source = 'import os, elsewhere\ndef test_it(): assert os.environ["SHOP"] == "open"\n';
  using project = new Project({ 'lib/elsewhere.py': '', 'test_a.py': source });
  const environment = { SHOP: 'open', PYTHONPATH: project.path('lib') };
  const limits = { ignores: [], timeoutMs: 60_000, outputLimit: 1_000_000 };
  const result = await run(createPytestRunner({ root: project.root, environment, ...limits }), ['test_a.py']);
  expect(lines(result.cases)).toEqual(['pass test_a.py: test_it']);
});

test('a case that hangs is named when the time is over', async () => {
  using project = new Project({ 'test_a.py': 'def test_passes(): pass\ndef test_waits():\n  while True: pass\n' });
  const runner = createPytestRunner({ root: project.root, ignores: [], timeoutMs: 1_500, outputLimit: 1_000_000 });
  const { errors } = await run(runner, ['test_a.py']);
  expect(errors.at(-1)?.message).toContain('test_a.py: It was running (test_waits), and');
});

test('a Python without pytest is told how to get it', async () => {
  using project = new Project({});
  const runner = createPytestRunner({ root: project.root, ignores: [], timeoutMs: 60_000, outputLimit: 1_000_000 });
  vi.stubEnv('VIRTUAL_ENV', project.path('no-such-environment'));
  vi.stubEnv('PATH', '');
  const result = await run(runner, 'all');
  vi.unstubAllEnvs();
  expect(errorTypes(result)).toEqual(['runner_missing']);
  expect(result.errors[0]?.message).toContain('-m pip install pytest');
});
