import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ImportGraph } from './graph.ts';

test.skipIf(process.platform === 'win32')('a source that has become a pipe is not waited for', async () => {
  const root = mkdtempSync(join(tmpdir(), 'switchgear-graph-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  execFileSync('mkfifo', [join(root, 'a.py')]);
  const edges = await new ImportGraph(root).edges(new Set(['a.py']), new Set());
  expect([...edges]).toEqual([['a.py', new Set()]]);
});
