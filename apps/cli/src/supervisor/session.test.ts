import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { fakeSpec } from '../testing/fake-spec.ts';
import { expectNothingLeft, startSupervised } from '../testing/supervised.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { isAlive } from './process-table.ts';

// Each starts real programs, which takes as long as the machine is busy.
vi.setConfig({ testTimeout: 60_000 });

async function twoPrograms() {
  return [await fakeSpec('gateway'), await fakeSpec('prometheus')];
}

describe('Ctrl-C', () => {
  test('when all is ready ends everything', async () => {
    const specs = await twoPrograms();
    const supervised = startSupervised(temporaryFolder(), specs);
    await supervised.until('all_ready');
    supervised.child.kill('SIGINT');
    expect(await supervised.ended).toEqual([0, null]);
    await expectNothingLeft(specs);
  });

  test('during the start ends everything', async () => {
    const specs = [await fakeSpec('gateway'), await fakeSpec('prometheus', ['--unready=1'])];
    const supervised = startSupervised(temporaryFolder(), specs);
    await supervised.until('ready');
    supervised.child.kill('SIGINT');
    expect(await supervised.ended).toEqual([0, null]);
    await expectNothingLeft(specs);
  });

  test('while Debian packages are downloaded ends the download', async () => {
    const folder = temporaryFolder();
    const pidFile = join(folder, 'apt.pid');
    const script = `#!/bin/sh\necho $$ > ${pidFile}\nexec /bin/sleep 60\n`;
    for (const name of ['apt-get', 'dpkg-deb']) writeFileSync(join(folder, name), script, { mode: 0o755 });
    const supervised = startSupervised(folder, undefined, { PATH: folder, XDG_CACHE_HOME: folder });
    await supervised.until('binaries');
    const pid = await vi.waitUntil(() => existsSync(pidFile) && Number(readFileSync(pidFile, 'utf8')), 5_000);
    supervised.child.kill('SIGINT');
    expect(await supervised.ended).toEqual([0, null]);
    expect(isAlive(pid)).toBe(false);
  });

  test('passed on a second time by npm changes nothing', async () => {
    const specs = await twoPrograms();
    const supervised = startSupervised(temporaryFolder(), specs);
    await supervised.until('all_ready');
    supervised.child.kill('SIGINT');
    supervised.child.kill('SIGTERM');
    expect(await supervised.ended).toEqual([0, null]);
    await expectNothingLeft(specs);
  });
});

describe('a supervisor that is killed', () => {
  test('takes the Node programs with it, and the next one ends the others', async () => {
    const folder = temporaryFolder();
    const withChannel = await fakeSpec('gateway', ['--leaves=1'], { ipc: true });
    const without = await fakeSpec('prometheus');
    const first = startSupervised(folder, [withChannel, without]);
    await first.until('all_ready');
    const programs = (await first.control.status())?.programs ?? [];
    const [gateway = 0, prometheus = 0] = programs.map((program) => program.pid);
    first.child.kill('SIGKILL');
    await first.ended;
    await vi.waitFor(() => expect(isAlive(gateway)).toBe(false), 5_000);
    expect(isAlive(prometheus)).toBe(true);

    const second = startSupervised(folder, [withChannel, without]);
    await second.until('all_ready');
    expect(second.told[0]).toEqual({ type: 'orphans_ended', names: ['prometheus'] });
  });
});

describe('the control socket', () => {
  test('shows, restarts and stops the programs', async () => {
    const specs = await twoPrograms();
    const folder = temporaryFolder();
    const supervised = startSupervised(folder, specs);
    await supervised.until('all_ready');
    const before = await supervised.control.status();
    expect(before).toMatchObject({ pid: supervised.child.pid, state: 'running' });
    expect(before?.programs).toMatchObject([
      { name: 'gateway', ready: true, restarts: 0 },
      { name: 'prometheus', ready: true, restarts: 0 },
    ]);

    const after = await supervised.control.restart('gateway');
    expect(after?.programs.map(({ restarts, ready }) => [restarts, ready])).toEqual([
      [1, true],
      [0, true],
    ]);
    await expect(supervised.control.restart('gatway')).rejects.toThrow('There is no program gatway');

    writeFileSync(join(folder, 'switchgear.yaml'), 'gateway: { port: 8765 }\n');
    await expect(supervised.control.restart('gateway')).rejects.toThrow(
      /^gateway\.port has changed from 8000 to 8765.* npx switchgear down, then: npx switchgear up$/,
    );

    expect(await supervised.control.stop()).toMatchObject({ state: 'stopping' });
    expect(await supervised.ended).toEqual([0, null]);
    expect(await supervised.control.status()).toBeUndefined();
    await expectNothingLeft(specs);
  });

  test('follows changed rules with Prometheus, also after a restart that could not be carried out', async () => {
    const folder = temporaryFolder();
    const supervised = startSupervised(folder, await twoPrograms());
    await supervised.until('all_ready');
    writeFileSync(join(folder, 'switchgear.yaml'), 'providers: [{ name: deepseek, simulated: true }]\n');
    await expect(supervised.control.restart('gatway')).rejects.toThrow('There is no program gatway');
    const restarts = async () =>
      (await supervised.control.restart('gateway'))?.programs.map(({ name, restarts }) => [name, restarts]);
    expect(await restarts()).toEqual([
      ['gateway', 1],
      ['prometheus', 1],
    ]);
    expect(await restarts()).toEqual([
      ['gateway', 2],
      ['prometheus', 1],
    ]);
  });

  test('works in a state folder whose path is too long for a socket', async () => {
    const folder = join(temporaryFolder(), 'a-folder-with-a-long-name/'.repeat(6));
    mkdirSync(folder, { recursive: true });
    const supervised = startSupervised(folder, [await fakeSpec('gateway')]);
    await supervised.until('all_ready');
    expect(await supervised.control.status()).toMatchObject({ state: 'running' });
  });

  test('lets no second supervisor in, also while the first one starts', async () => {
    const folder = temporaryFolder();
    const first = startSupervised(folder, [await fakeSpec('gateway', ['--unready=1'])]);
    await first.until('starting');
    const second = startSupervised(folder, await twoPrograms());
    const { message } = await second.until('failed');
    expect(message).toBe(
      `Switchgear is starting here already (pid ${first.child.pid}). See it with: npx switchgear status. End it with: npx switchgear down`,
    );
    expect(await second.ended).toEqual([4, null]);
  });
});

test('a state folder that is removed ends everything, and the reason is told', async () => {
  const folder = temporaryFolder();
  const specs = await twoPrograms();
  const supervised = startSupervised(folder, specs);
  await supervised.until('all_ready');
  rmSync(join(folder, '.switchgear'), { recursive: true });
  expect(await supervised.until('stopping')).toMatchObject({ reason: expect.stringMatching(/run is gone/) });
  expect(await supervised.ended).toEqual([0, null]);
  await expectNothingLeft(specs);
});

describe('a start that cannot succeed', () => {
  test('ends what has been started, and says why', async () => {
    const specs = [await fakeSpec('gateway'), await fakeSpec('prometheus', ['--exit=1'])];
    const supervised = startSupervised(temporaryFolder(), specs);
    const { message } = await supervised.until('failed');
    expect(message).toMatch(/^prometheus ended while it started: exit status 1\nThe end of .*prometheus\.log:/);
    expect(await supervised.ended).toEqual([1, null]);
    await expectNothingLeft(specs);
  });

  test('names the process that has the port', async () => {
    const taken = await fakeSpec('gateway');
    const holder = startSupervised(temporaryFolder(), [taken]);
    await holder.until('all_ready');
    const pid = (await holder.control.status())?.programs[0]?.pid;
    const supervised = startSupervised(temporaryFolder(), [taken]);
    const { message } = await supervised.until('failed');
    expect(message).toContain(`Port ${taken.listen?.port} of gateway is taken by pid ${pid}: `);
    expect(message).toContain('set another gateway.port in switchgear.yaml');
  });
});

test('a program that is killed while all runs comes back', async () => {
  const supervised = startSupervised(temporaryFolder(), [await fakeSpec('gateway')]);
  await supervised.until('all_ready');
  const pid = (await supervised.control.status())?.programs[0]?.pid ?? 0;
  process.kill(pid, 'SIGKILL');
  onTestFinished(() => expect(isAlive(pid)).toBe(false));
  await supervised.until('recovered');
  expect((await supervised.control.status())?.programs[0]).toMatchObject({ ready: true, restarts: 1 });
});
