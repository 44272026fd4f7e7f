import { describeRunnerContract } from '../testing/contract.ts';
import { javascriptSources } from '../testing/javascript.ts';
import { createCommandRunner } from './runner.ts';

const nodeTest = ['--test', '--test-reporter=junit', '--test-reporter-destination={report}', '--test-reporter=spec'];

describeRunnerContract('A command, here node --test', {
  create: (options) =>
    createCommandRunner({
      ...options,
      command: [process.execPath, ...nodeTest, '--test-reporter-destination=stdout', '{tests}'],
      testFiles: ['src/*.test.js'],
    }),
  fileName: (name) => `src/${name}.test.js`,
  files: { 'package.json': '{"type":"module"}' },
  sources: javascriptSources(
    `import assert from 'node:assert/strict'; import { describe, test } from 'node:test';`,
    'assert.equal(1, 2);',
  ),
  isStreaming: false,
});
