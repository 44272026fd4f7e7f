import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { gitStamp } from './git-stamp.ts';

it('tells when HEAD moves, and takes what may not be looked at for nothing', () => {
  const folder = mkdtempSync(join(tmpdir(), 'switchgear-stamp-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'logs'));
  // Links in a circle are refused to everybody, as other places are to whoever has no rights there.
  symlinkSync('index', join(folder, 'index'));
  const before = gitStamp(folder);
  expect(gitStamp(folder)).toBe(before);
  writeFileSync(join(folder, 'logs', 'HEAD'), 'moved');
  expect(gitStamp(folder)).not.toBe(before);
});
