import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fakeApt, fakeAptCache, fakeCommand, fakeDpkg } from '../testing/fake-commands.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { findBinaries, searchBinaries } from './find.ts';
import type { BinaryProgress } from './progress.ts';

/** A system with a PATH of its own, and the real shell's tools behind it for the scripts. */
function createSystem(commands: Readonly<Record<string, string>>) {
  const root = temporaryFolder();
  const bin = join(root, 'bin');
  for (const [name, script] of Object.entries(commands)) {
    fakeCommand(bin, name, `PATH=/usr/bin:/bin\n${script}`);
  }
  return { env: { PATH: bin }, cacheDir: join(root, 'cache'), bin };
}

const debian = { 'apt-get': fakeApt, 'apt-cache': fakeAptCache, 'dpkg-deb': fakeDpkg };

test('programs on PATH are used, also under the name that Debian gives them', async () => {
  const ok = 'exit 0';
  const system = createSystem({ prometheus: ok, promtool: ok, 'prometheus-alertmanager': ok, amtool: ok });
  expect(await findBinaries(system)).toEqual({
    prometheus: join(system.bin, 'prometheus'),
    promtool: join(system.bin, 'promtool'),
    alertmanager: join(system.bin, 'prometheus-alertmanager'),
    amtool: join(system.bin, 'amtool'),
    webAssets: undefined,
    templates: undefined,
  });
  expect(existsSync(system.cacheDir)).toBe(false);
});

test('what is not on PATH is unpacked into the cache once, and found there from then on', async () => {
  const system = createSystem(debian);
  const steps: BinaryProgress[] = [];
  const found = await findBinaries({ ...system, onProgress: (progress) => steps.push(progress) });
  const root = join(system.cacheDir, 'stack', 'prometheus-with-page');
  expect(found.prometheus).toBe(join(root, 'usr', 'bin', 'prometheus'));
  expect(found.webAssets).toBe(join(root, 'usr', 'share', 'prometheus', 'web'));
  expect(existsSync(join(root, 'usr', 'share', 'javascript', 'page'))).toBe(true);
  expect([...new Set(steps.map(({ step }) => step))]).toEqual(['lists', 'download', 'unpack']);
  expect(searchBinaries(system)).toEqual(found);
  expect(await findBinaries({ ...system, env: { PATH: '' } })).toEqual(found);
});

test('only the missing package is downloaded when the other program is on PATH', async () => {
  const system = createSystem({ ...debian, prometheus: 'exit 0', promtool: 'exit 0' });
  const found = await findBinaries(system);
  expect(found.prometheus).toBe(join(system.bin, 'prometheus'));
  expect(readdirSync(join(system.cacheDir, 'stack')).sort()).toEqual(['download', 'prometheus-alertmanager']);
});

test('two searches at the same time download once', async () => {
  const log = join(temporaryFolder(), 'calls');
  const system = createSystem({ ...debian, 'apt-get': `echo "$3" >> ${log}\nsleep 0.2\n${fakeApt}` });
  const [one, two] = await Promise.all([findBinaries(system), findBinaries(system)]);
  expect(one).toEqual(two);
  expect(
    readFileSync(log, 'utf8')
      .split('\n')
      .filter((call) => call === 'download'),
  ).toHaveLength(1);
});

test('an abort ends the download, and the next search succeeds', async () => {
  const log = join(temporaryFolder(), 'pid');
  const slow = createSystem({ ...debian, 'apt-get': `echo $$ > ${log}\nsleep 60` });
  const abort = new AbortController();
  const search = findBinaries({ ...slow, signal: abort.signal });
  while (!existsSync(log) || readFileSync(log, 'utf8') === '') await new Promise((resolve) => setTimeout(resolve, 5));
  abort.abort();
  await expect(search).rejects.toThrow(/abort/);
  expect(() => process.kill(Number(readFileSync(log, 'utf8')), 0)).toThrow(/ESRCH/);
  fakeCommand(slow.bin, 'apt-get', `PATH=/usr/bin:/bin\n${fakeApt}`);
  expect((await findBinaries(slow)).amtool).toContain(slow.cacheDir);
});

test('an unpacking that fails leaves nothing that looks whole', async () => {
  const system = createSystem({ ...debian, 'dpkg-deb': 'mkdir -p "$3/usr/bin"; echo "no space left" >&2; exit 2' });
  await expect(findBinaries(system)).rejects.toMatchObject({
    code: 'unpack_failed',
    message: expect.stringContaining('no space left'),
  });
  expect(readdirSync(join(system.cacheDir, 'stack'))).toEqual(['download']);
});

test('a download that fails says what apt said and what to do', async () => {
  const system = createSystem({
    ...debian,
    'apt-get': 'echo "E: Temporary failure resolving deb.example" >&2; exit 100',
  });
  await expect(findBinaries(system)).rejects.toMatchObject({
    code: 'apt_failed',
    message: expect.stringMatching(/E: Temporary failure resolving deb\.example\nCheck the network/),
  });
});

test('without apt the error names the command for this system', async () => {
  const system = createSystem({ brew: 'exit 0', prometheus: 'exit 0', promtool: 'exit 0' });
  await expect(findBinaries(system)).rejects.toMatchObject({
    code: 'binaries_missing',
    message: expect.stringMatching(/: alertmanager, amtool\. Run: brew install prometheus alertmanager\./),
  });
});
