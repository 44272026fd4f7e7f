import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SecretSource } from '../schema/fields.ts';
import { temporaryFolder, writeFile } from '../test-support/files.ts';
import { readSource } from './read-source.ts';

function read(source: SecretSource, folder: string, { env = {}, posix = true } = {}) {
  const faults: string[] = [];
  const report = (path: readonly PropertyKey[], message: string) => faults.push(`${path.join('.')}: ${message}`);
  return { text: readSource(source, ['keys'], { env, folder, posix, report })?.text, faults };
}

describe('readSource', () => {
  it('reads an environment variable', () => {
    expect(read({ env: 'KEYS' }, '/', { env: { KEYS: 'a,b' } })).toEqual({ text: 'a,b', faults: [] });
  });

  it.each([
    [{}, 'keys.env: the environment variable KEYS is not set; set it, or remove this section'],
    [{ KEYS: ' ' }, 'keys.env: the environment variable KEYS is empty; set it, or remove this section'],
  ])('reports a variable without a value: %j', (env, fault) => {
    expect(read({ env: 'KEYS' }, '/', { env }).faults).toEqual([fault]);
  });

  it('reads a file relative to the folder, without its comments and its byte order mark', () => {
    const folder = temporaryFolder();
    writeFile(folder, 'secrets/keys', '\uFEFF# ours\nsk-1\n  # theirs\nsk-2\n');
    expect(read({ file: 'secrets/keys' }, folder).text?.split(/\s+/).filter(Boolean)).toEqual(['sk-1', 'sk-2']);
  });

  it('reports a missing file with its full path', () => {
    const folder = temporaryFolder();
    const fault = `keys.file: the file ${join(folder, 'none')} does not exist; create it with mode 600, or correct the path`;
    expect(read({ file: 'none' }, folder).faults).toEqual([fault]);
  });

  it('reports a folder', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'keys'));
    expect(read({ file: 'keys' }, folder).faults[0]).toContain('is a folder; name a file in it');
  });

  it('reports an empty file', () => {
    const folder = temporaryFolder();
    writeFile(folder, 'keys', '# nothing yet\n');
    expect(read({ file: 'keys' }, folder).faults[0]).toContain('is empty; write the secret into it');
  });

  it.each([0o640, 0o604, 0o620, 0o601])('refuses a file of mode %o and says what to run', (mode) => {
    const folder = temporaryFolder();
    const file = writeFile(folder, 'the keys', 'sk-1');
    chmodSync(file, mode);
    const { text, faults } = read({ file: 'the keys' }, folder);
    expect(text).toBeUndefined();
    expect(faults[0]).toContain(`(mode ${mode.toString(8)}); run: chmod 600 '${file}'`);
  });

  it('does not look at modes where the system has none', () => {
    const folder = temporaryFolder();
    chmodSync(writeFile(folder, 'keys', 'sk-1'), 0o644);
    expect(read({ file: 'keys' }, folder, { posix: false })).toEqual({ text: 'sk-1', faults: [] });
  });

  it.each(['sk-planted', '0planted1a2b3c'])(
    'does not repeat %s where the path or the name of a variable belongs',
    (key) => {
      expect(read({ file: key }, '/').faults).toEqual([
        'keys.file: expected the path of a file, found what looks like the secret itself',
      ]);
      expect(read({ env: key }, '/').faults).toEqual([
        'keys.env: the environment variable named here is not set; set it, or remove this section',
      ]);
    },
  );
});
