import { appendFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { tailLines } from '../supervisor/tail.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { follow } from './logs.ts';

test('the last lines are shown, and none of a log that does not exist', async () => {
  const path = join(temporaryFolder(), 'gateway.log');
  expect(await tailLines(path, 5)).toEqual([]);
  writeFileSync(path, 'one\ntwo\nthree\n');
  expect(await tailLines(path, 2)).toEqual(['two', 'three']);
  expect(await tailLines(path, 0)).toEqual([]);
});

test('following goes on in the new file when the log is put aside', async () => {
  const path = join(temporaryFolder(), 'gateway.log');
  writeFileSync(path, 'old\n');
  let seen = '';
  const abort = new AbortController();
  const following = follow(
    path,
    4,
    abort.signal,
    (chunk) => {
      seen += chunk.toString();
    },
    5,
  );
  appendFileSync(path, 'one\n');
  await vi.waitFor(() => expect(seen).toBe('one\n'));
  renameSync(path, `${path}.aside`);
  writeFileSync(path, 'two, and longer\n');
  await vi.waitFor(() => expect(seen).toBe('one\ntwo, and longer\n'));
  abort.abort();
  await following;
});
