import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { changesIn, noteDown, readJournal } from './journal.ts';

test('what is noted down is there for whoever reads next, and nothing is left of it once it is undone', () => {
  const folder = temporaryFolder();
  noteDown(folder, { faults: { 'deepseek-1': { kind: 'unauthorized' } } });
  expect(changesIn(readJournal(folder))).toEqual(['deepseek-1 fails with unauthorized']);
  noteDown(folder, { faults: {} });
  expect(existsSync(join(folder, 'test-alerts.json'))).toBe(false);
  expect(changesIn(readJournal(folder))).toEqual([]);
});

test('a journal that cannot be read is a fault with a remedy, not an empty one', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'test-alerts.json'), '{"faults": {');
  expect(() => readJournal(folder)).toThrow(/test-alerts\.json cannot be read .*npx switchgear fault clear/);
});
