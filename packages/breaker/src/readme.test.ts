import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const folder = fileURLToPath(new URL('..', import.meta.url));
const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
const examples = [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, code = '']) => code);

describe('the examples of the README', () => {
  it('are found', () => {
    expect(examples).toHaveLength(3);
  });

  it.each(examples)('run and print what they say: %#', async (code) => {
    const promised = [...code.matchAll(/^\/\/ (.*)$/gm)].map(([, line]) => line);
    const flags = ['--conditions=switchgear-source', '--input-type=module-typescript', '--eval', code];
    const { stdout } = await promisify(execFile)(process.execPath, flags, { cwd: folder });
    expect(stdout.trim().split('\n')).toEqual(promised);
  });
});
