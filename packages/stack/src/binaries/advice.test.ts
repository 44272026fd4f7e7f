import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fakeCommand } from '../testing/fake-commands.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { installAdvice } from './advice.ts';

test.each([
  ['brew', 'Run: brew install prometheus alertmanager'],
  ['dnf', 'Run: sudo dnf install golang-github-prometheus golang-github-prometheus-alertmanager'],
  ['pacman', 'Run: sudo pacman -S prometheus alertmanager'],
])('a system with %s is told its command', (installer, advice) => {
  const folder = fakeCommand(join(temporaryFolder(), 'bin'), installer);
  expect(installAdvice({ PATH: folder })).toBe(advice);
});

test('a system with no known installer is sent to the downloads', () => {
  expect(installAdvice({ PATH: temporaryFolder() })).toContain('https://prometheus.io/download/');
});
