import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Makes a folder that nobody can read, not even root: its path is longer than the system takes. */
export function makeTooDeep(root: string): void {
  // The longest path that Linux takes has 4,095 bytes.
  const half = Array.from({ length: 12 }, () => 'd'.repeat(200)).join('/');
  mkdirSync(join(root, half), { recursive: true });
  mkdirSync(join(root, 'other', half), { recursive: true });
  renameSync(join(root, 'other'), join(root, half, 'other'));
  onTestFinished(() => {
    execFileSync('rm', ['-rf', root]);
  });
}
