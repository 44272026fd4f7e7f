import { join } from 'node:path';
import { expect, it } from 'vitest';
import { agentTree } from './agents.ts';
import { temporaryFolder } from './test-support/files.ts';

it('what an agent keeps is no part of the tree, wherever in it that lies', () => {
  const root = temporaryFolder();
  const ownState = (folder: string) => agentTree({ state_dir: join(root, folder) }, 'test-watcher', root).ownState;
  expect(ownState('.switchgear/state')).toEqual(['/.switchgear/state/']);
  expect(ownState('')).toEqual(['/test-watcher/', '/audit-agent/']);
  expect(ownState('..')).toEqual([]);
});
