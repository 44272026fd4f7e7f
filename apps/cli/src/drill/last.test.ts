import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DrillReport } from '@switchgear/drill';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { keepLast } from './last.ts';

const arrived = {
  alert: 'Hot',
  severity: 'critical',
  isOfService: true,
  fired: true,
  waited: true,
  channel: '#alerts-critical',
  linksAnswered: true,
  resolved: true,
  faults: [],
};
const report: DrillReport = {
  alerts: [
    arrived,
    {
      alert: 'Cold',
      severity: '',
      isOfService: false,
      fired: false,
      waited: false,
      channel: undefined,
      resolved: false,
      faults: ['never fired'],
    },
  ],
  worlds: ['healthy'],
  faults: [],
  seconds: 12.5,
};
const finishedAt = new Date(Date.UTC(2026, 0, 1));
const ours = { finishedAt, rules: undefined, realTime: undefined };

test('the last drill is kept for its owner alone, in names that the API shows, in the place of the one before', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'drill', 'last.json');
  const last = () => JSON.parse(readFileSync(path, 'utf8'));
  await keepLast(folder, report, ours);
  const cold = { alert: 'Cold', severity: '', is_of_service: false, fired: false, waited: false, resolved: false };
  const { isOfService: _, linksAnswered: __, ...hot } = arrived;
  expect(last()).toEqual({
    finished_at: '2026-01-01T00:00:00.000Z',
    seconds: 12.5,
    worlds: ['healthy'],
    faults: [],
    alerts: [
      { ...hot, is_of_service: true, links_answered: true },
      { ...cold, faults: ['never fired'] },
    ],
  });
  expect(statSync(path).mode & 0o777).toBe(0o600);

  await keepLast(
    folder,
    { ...report, alerts: [], secondsToDeliver: 130 },
    { ...ours, rules: ['a.yml'], realTime: 'Hot' },
  );
  expect(last()).toMatchObject({ rules: ['a.yml'], real_time: 'Hot', seconds_to_deliver: 130, alerts: [] });
  expect(readdirSync(join(folder, 'drill'))).toEqual(['last.json']);
});

test('a state folder that cannot be written is said to be so', async () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  await expect(keepLast(file, report, ours)).rejects.toMatchObject({ code: 'state_unwritable' });
});
