import { describe, expect, it } from 'vitest';
import { Secret } from '../secrets/secret.ts';
import { temporaryFolder } from '../test-support/files.ts';
import { keyId, readKeySalt } from './key-id.ts';

describe('keyId', () => {
  it('is short, the same for the same key and salt, and another for another', () => {
    const id = keyId('sk-1', 'salt');
    expect(id).toMatch(/^key-[a-z2-9]{8}$/);
    expect(keyId(new Secret('sk-1'), new Secret('salt'))).toBe(id);
    expect(keyId('sk-2', 'salt')).not.toBe(id);
    expect(keyId('sk-1', 'pepper')).not.toBe(id);
  });

  it('tells 20,000 keys apart', () => {
    const ids = Array.from({ length: 20_000 }, (_, index) => keyId(`sk-${index}`, 'salt'));
    expect(new Set(ids).size).toBe(20_000);
  });
});

describe('readKeySalt', () => {
  it('stays the same in one state folder and differs between two', () => {
    const config = { state_dir: temporaryFolder() };
    const first = readKeySalt(config, {}).reveal();
    expect(readKeySalt(config, {}).reveal()).toBe(first);
    expect(readKeySalt({ state_dir: temporaryFolder() }, {}).reveal()).not.toBe(first);
  });

  it('is what SWITCHGEAR_KEY_SALT says, so that replicas agree', () => {
    expect(readKeySalt({ state_dir: '/nowhere' }, { SWITCHGEAR_KEY_SALT: 'shared' }).reveal()).toBe('shared');
  });
});
