import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const source = fileURLToPath(new URL('..', import.meta.url));
const compiler = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'breaker-build-'));
  await cp(join(source, 'package.json'), join(folder, 'package.json'));
  await run(process.execPath, [compiler, '-p', 'tsconfig.build.json', '--outDir', join(folder, 'dist')], {
    cwd: source,
  });
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the published package', () => {
  it('works under plain Node, by its own name', async () => {
    const code = `import { Breaker } from '@switchgear/breaker';
      console.log(await new Breaker().run(async () => 42), import.meta.resolve('@switchgear/breaker'));`;
    const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', code], { cwd: folder });
    expect(stdout).toMatch(/^42 file:.*\/dist\/index\.js\n$/);
  });

  it('has a declaration beside every script, and neither tests nor their props', async () => {
    const files = (await readdir(join(folder, 'dist'), { recursive: true })).toSorted();
    const scripts = files.filter((file) => file.endsWith('.js'));
    expect(scripts.length).toBeGreaterThan(20);
    for (const script of scripts) expect(files).toContain(script.replace(/js$/, 'd.ts'));
    expect(files.filter((file) => /test|testing/.test(file))).toEqual([]);
  });

  it('imports scripts, not sources', async () => {
    const index = await readFile(join(folder, 'dist/index.js'), 'utf8');
    expect(index).toContain("from './breaker.js'");
    expect(index).not.toContain('.ts');
  });
});
