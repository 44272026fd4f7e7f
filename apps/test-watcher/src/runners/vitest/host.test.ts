import { expect, onTestFinished, test, vi } from 'vitest';
import { Project, run } from '../testing/project.ts';
import { createVitestRunner } from './runner.ts';

const limits = { ignores: [], timeoutMs: 60_000, outputLimit: 1_000_000 };

function runnerOf(files: Readonly<Record<string, string>>) {
  const project = new Project({ 'package.json': '{"type":"module"}', ...files });
  const runner = createVitestRunner({ root: project.root, ...limits });
  onTestFinished(async () => {
    await runner.close();
    project[Symbol.dispose]();
  });
  return runner;
}

test("tests run under the NODE_ENV of Vitest's own command", async () => {
  vi.stubEnv('NODE_ENV', undefined);
  onTestFinished(() => void vi.unstubAllEnvs());
  const runner = runnerOf({
    'a.test.js': `import { expect, test } from 'vitest';\ntest('it', () => { expect(process.env.NODE_ENV).toBe('test'); });\n`,
  });
  expect(await run(runner, 'all')).toMatchObject({ status: 'pass' });
});

test('a project that cannot be set up is named with its cause', async () => {
  const runner = runnerOf({
    'vitest.config.js': `export default { test: { projects: ['packages/*'] } };\n`,
    'packages/core/vitest.config.js': `throw new Error('nothing to see in core');\n`,
  });
  await expect(runner.testFiles()).rejects.toThrow('nothing to see in core');
});
