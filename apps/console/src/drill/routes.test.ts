import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startConsole } from '../testing/start.ts';

it('the last drill is shown as it was left, or that there was none', async () => {
  const { ask, stateDir } = await startConsole();
  const file = join(stateDir, 'drill', 'last.json');
  expect(await ask('/api/v1/drill')).toEqual([200, null]);
  mkdirSync(join(stateDir, 'drill'));
  writeFileSync(file, '{"finished_at":"2026-01-01T00:00:00.000Z","alerts":[]}');
  expect(await ask('/api/v1/drill')).toEqual([200, { finished_at: '2026-01-01T00:00:00.000Z', alerts: [] }]);
  writeFileSync(file, '{"finished_at":');
  expect(await ask('/api/v1/drill')).toEqual([
    404,
    { error: { message: expect.stringMatching(/last\.json is damaged.*npm run drill/) } },
  ]);
});

it('a drill that cannot be read says so, and what to do', async () => {
  const { ask, stateDir } = await startConsole();
  mkdirSync(join(stateDir, 'drill', 'last.json'), { recursive: true });
  expect(await ask('/api/v1/drill')).toEqual([
    404,
    { error: { message: expect.stringMatching(/cannot be read \(EISDIR\)/) } },
  ]);
});
