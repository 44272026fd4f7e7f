import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { temporaryFolder } from '../testing/start.ts';
import { builtSite } from './build.ts';

const ownRoot = join(import.meta.dirname, '..', '..');

/** As large as this package has to be for a build with its own settings. */
function makePackage() {
  const root = temporaryFolder();
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  write('package.json', '{"type":"module"}');
  write('web/index.html', '<!doctype html><script type="module" src="/main.ts"></script>');
  write('web/main.ts', 'document.title = "one";');
  write('web/public/icon.svg', '<svg/>');
  copyFileSync(join(ownRoot, 'vite.config.ts'), join(root, 'vite.config.ts'));
  return { root, write, dist: join(root, 'dist') };
}

/** Modes of files do not bind root. */
function asNobody(): void {
  if (process.geteuid?.() !== 0) return;
  process.seteuid?.(65_534);
  onTestFinished(() => process.seteuid?.(0));
}

describe('the pages of the console', () => {
  it('are built from its own sources, with no script or style in the page itself, and packed beside', async () => {
    const site = await builtSite();
    const page = readFileSync(join(site, 'index.html'), 'utf8');
    const parts = [...page.matchAll(/<(?:script|link)\b[^>]*(?:src|href)="([^"]+)"[^>]*>(?!\s*<\/head>)/g)];
    expect(page.match(/<script[^>]*>(?!<\/script>)|<style|\sstyle=|\son\w+=/g)).toBeNull();
    expect(parts.length).toBeGreaterThan(1);
    for (const [, path = ''] of parts) expect([path, existsSync(join(site, path))]).toEqual([path, true]);
    const assets = join(site, 'assets');
    const packed = readdirSync(assets).filter((name) => name.endsWith('.gz'));
    expect(packed.length).toBeGreaterThan(2);
    for (const name of packed) {
      const plain = readFileSync(join(assets, name.slice(0, -3)));
      expect(gunzipSync(readFileSync(join(assets, name))).equals(plain), name).toBe(true);
    }
    expect(await builtSite()).toBe(site);
  }, 120_000);

  it('are built anew for other sources, settings or packages, but not for another test', async () => {
    const { root, write, dist } = makePackage();
    const sites = [await builtSite(root)];
    const again = async (path: string, text: string) => {
      write(path, text);
      sites.push(await builtSite(root));
    };
    await again('web/main.test.ts', 'no source');
    await again('web/testing/data.ts', 'no source');
    expect(new Set(sites).size).toBe(1);
    await again('web/main.ts', 'document.title = "two";');
    await again('package.json', '{"type":"module","dependencies":{"a":"1.0.1"}}');
    const [first = ''] = sites;
    utimesSync(first, 0, 0);
    await again('vite.config.ts', `${readFileSync(join(root, 'vite.config.ts'), 'utf8')}// changed\n`);
    expect(new Set(sites).size).toBe(4);
    const second = sites[3] ?? '';
    expect(existsSync(first)).toBe(false);
    expect(readdirSync(dist).sort()).toEqual([...new Set(sites.slice(3))].map((site) => basename(site)).sort());
    const [script = ''] = readdirSync(join(second, 'assets')).filter((name) => name.endsWith('.js'));
    expect(readFileSync(join(second, 'assets', script), 'utf8')).toContain('two');
  }, 60_000);

  it('are built by several at once without harm, and nothing is left but the pages', async () => {
    const { root, dist } = makePackage();
    const sites = await Promise.all([builtSite(root), builtSite(root), builtSite(root)]);
    expect(new Set(sites).size).toBe(1);
    expect(readdirSync(dist)).toEqual([basename(sites[0])]);
    expect(existsSync(join(sites[0], 'index.html'))).toBe(true);
  }, 60_000);

  it('take what a killed build has left away, but not what another is at', async () => {
    const { root, dist } = makePackage();
    const site = await builtSite(root);
    const old = new Date(0);
    const [dead, alive, own] = ['site-a.999999999.x', `site-a.${process.pid}.x`, 'notes'].map((name) =>
      join(dist, name),
    );
    for (const folder of [dead, alive, own]) {
      mkdirSync(folder ?? '');
      utimesSync(folder ?? '', old, old);
    }
    rmSync(site, { recursive: true });
    await builtSite(root);
    expect(readdirSync(dist).sort()).toEqual([basename(own ?? ''), basename(site), basename(alive ?? '')].sort());
  }, 60_000);

  it('need no right to write while they are up to date, and say so where they do', async () => {
    const { root, dist, write } = makePackage();
    const site = await builtSite(root);
    write('web/main.ts', 'document.title = "two";');
    const newer = join(root, 'web', 'main.ts');
    const [text, before] = [readFileSync(newer, 'utf8'), 'document.title = "one";'];
    write('web/main.ts', before);
    for (const folder of [root, dist]) chmodSync(folder, 0o555);
    chmodSync(newer, 0o666);
    asNobody();
    expect(await builtSite(root)).toBe(site);
    writeFileSync(newer, text);
    await expect(builtSite(root)).rejects.toMatchObject({
      code: 'site_not_built',
      message: expect.stringContaining(`${dist} cannot be written (EACCES). Give it to this user`),
    });
  }, 60_000);

  it('that cannot be built name the place of the fault, and leave nothing', async () => {
    const { root, dist, write } = makePackage();
    write('web/main.ts', 'import "./page.ts";');
    write('web/page.ts', 'const a = ;');
    const failed = (message: RegExp) => ({ code: 'site_not_built', message: expect.stringMatching(message) });
    await expect(builtSite(root)).rejects.toMatchObject(
      failed(/^the pages of the console cannot be built: [^\n]*\(web\/page\.ts:1:11\)$/),
    );
    write('web/page.ts', 'import "nowhere";');
    await expect(builtSite(root)).rejects.toMatchObject(failed(/"nowhere" from "[^\n]*web\/page\.ts"/));
    expect(readdirSync(dist)).toEqual([]);
  }, 60_000);

  it('say what to do where the builder is not installed', async () => {
    vi.doMock('node:module', () => ({ createRequire: () => ({ resolve: () => expect.unreachable() }) }));
    onTestFinished(() => vi.doUnmock('node:module'));
    vi.resetModules();
    const { builtSite } = await import('./build.ts');
    await expect(builtSite(makePackage().root)).rejects.toThrow('vite is not installed. Run: npm install');
  });
});
