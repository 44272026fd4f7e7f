import { expect, onTestFinished, test, vi } from 'vitest';
import { createCli } from '../cli.ts';

test.each([
  ['audit', '--gate'],
  ['audit', '--once'],
  ['watch', '--once'],
])('%s %s has no verdict under a configuration that cannot be used', async (...args) => {
  const run = (...more: string[]) => createCli().parseAsync([...args, ...more], { from: 'user' });
  const wrong = { code: 'invalid_argument', exitStatus: 2, message: expect.stringContaining('/nowhere.yaml') };
  await expect(run('-c', '/nowhere.yaml')).rejects.toMatchObject(wrong);
  vi.stubEnv('SWITCHGEAR_CONFIG', '/nowhere.yaml');
  onTestFinished(() => void vi.unstubAllEnvs());
  await expect(run()).rejects.toMatchObject(wrong);
});
