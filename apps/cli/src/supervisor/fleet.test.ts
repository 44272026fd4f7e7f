import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { fakeSpec } from '../testing/fake-spec.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { Fleet, type FleetEvent } from './fleet.ts';
import { PidRecords } from './pid-records.ts';
import type { ProgramSpec } from './spec.ts';

const never = new AbortController().signal;

function createFleet(specs: readonly ProgramSpec[]) {
  const folder = temporaryFolder();
  const events: FleetEvent[] = [];
  const fleet = new Fleet(specs, {
    logDir: join(folder, 'logs'),
    pids: new PidRecords(folder),
    backOff: { firstMs: 10 },
    onEvent: (event) => events.push(event),
  });
  onTestFinished(() => fleet.stop());
  return { fleet, told: () => events.map(({ type, name }) => `${name} ${type}`) };
}

test('a program that needs another starts after it is ready; the others start side by side', async () => {
  const trickle = await fakeSpec('trickle', [], { after: ['gateway'], layer: 2 });
  const { fleet, told } = createFleet([await fakeSpec('gateway'), await fakeSpec('sandbox'), trickle]);
  await fleet.start(never);
  expect(told().slice(0, 2)).toEqual(['gateway starting', 'sandbox starting']);
  expect(told().indexOf('trickle starting')).toBeGreaterThan(told().indexOf('gateway ready'));
  expect((await fleet.status()).map(({ name, ready }) => [name, ready])).toEqual([
    ['gateway', true],
    ['sandbox', true],
    ['trickle', true],
  ]);
});

test('one failed start ends the wait for all others, with the end of its log', async () => {
  const specs = [await fakeSpec('gateway', ['--unready=1']), await fakeSpec('sandbox', ['--exit=3'])];
  const { fleet } = createFleet(specs);
  await expect(fleet.start(never)).rejects.toThrow(
    /^sandbox ended while it started: exit status 3\nThe end of .*sandbox\.log:\n {2}started \d+\n {2}cannot go on$/,
  );
});

test('a program is not started when the one it needs has failed', async () => {
  const trickle = await fakeSpec('trickle', [], { after: ['gateway'] });
  const { fleet, told } = createFleet([await fakeSpec('gateway', ['--exit=1']), trickle]);
  await expect(fleet.start(never)).rejects.toThrow(/gateway/);
  expect(told()).toEqual(['gateway starting']);
});

test('a program that runs but does not answer is not ready', async () => {
  const silent = await fakeSpec('gateway');
  const { fleet } = createFleet([silent]);
  await fleet.start(never);
  const pid = (await fleet.status())[0]?.pid ?? 0;
  process.kill(pid, 'SIGSTOP');
  const [status] = await fleet.status();
  process.kill(pid, 'SIGCONT');
  expect(status).toMatchObject({ state: 'ready', ready: false });
});

test('a restart of an unknown program names the known ones', async () => {
  const { fleet } = createFleet([await fakeSpec('gateway')]);
  await expect(fleet.restart('gatway', never)).rejects.toThrow('There is no program gatway. Running are: gateway.');
});
