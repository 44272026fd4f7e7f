import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { locateState } from './locate.ts';

function locate(text: string) {
  const folder = temporaryFolder();
  const file = join(folder, 'switchgear.yaml');
  writeFileSync(file, text);
  const warn = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  onTestFinished(() => warn.mockRestore());
  const located = locateState(file);
  return { ...located, stateDir: located.stateDir.replace(folder, '.'), warned: warn.mock.calls.join('') };
}

test.each([
  ['gatewayy: {}\n', './.switchgear'],
  ['state_dir: st\ngateway: [\n', './st'],
  ['gateway: { port: many }\nstate_dir: "my state"  # here\r\n', './my state'],
  ["state_dir: '/var/lib/switchgear'\n\tx\n", '/var/lib/switchgear'],
])('%j has a fault, and still names its state folder', (text, stateDir) => {
  const located = locate(text);
  expect(located).toMatchObject({ stateDir, config: undefined });
  expect(located.warned).toContain('switchgear.yaml');
});

test('a good configuration is no cause for a warning', () => {
  const located = locate('state_dir: st\n');
  expect(located).toMatchObject({ stateDir: './st', warned: '' });
  expect(located.config?.state_dir).toMatch(/st$/);
});

test('a file that was named and does not exist is a fault', () => {
  expect(() => locateState('/nonexistent/switchgear.yaml')).toThrow(/does not exist/);
});
