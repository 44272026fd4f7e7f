import { describeRunnerContract } from '../testing/contract.ts';
import { javascriptSources } from '../testing/javascript.ts';
import { createVitestRunner } from './runner.ts';

describeRunnerContract('Vitest', {
  create: createVitestRunner,
  fileName: (name) => `src/${name}.test.js`,
  files: { 'package.json': '{"type":"module"}' },
  sources: javascriptSources(`import { describe, expect, test } from 'vitest';`, 'expect(1).toBe(2);'),
  isStreaming: true,
});
