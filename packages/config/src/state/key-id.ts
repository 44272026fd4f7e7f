import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import type { Environment } from '../environment.ts';
import { Secret } from '../secrets/secret.ts';
import { readOrCreatePrivateFile } from './private-file.ts';

const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789';

/**
 * Name of a key in metrics and routes: `key-` and 8 characters of a keyed hash, which says nothing about the key to
 * whoever has not the salt. 40 bits: among 10,000 keys two share a name with a probability of 1 to 22,000.
 */
export function keyId(secret: Secret | string, salt: Secret | string): string {
  const digest = createHmac('sha256', plain(salt)).update(plain(secret)).digest();
  let bits = digest.readUIntBE(0, 5);
  let id = '';
  for (let i = 0; i < 8; i++) {
    id += alphabet[bits % 32] ?? '';
    bits = Math.floor(bits / 32);
  }
  return `key-${id}`;
}

/**
 * Salt of `keyId`: `SWITCHGEAR_KEY_SALT`, which replicas must share, otherwise `<state_dir>/key-salt`, made at the
 * first call. A new salt renames every key without an alias.
 *
 * @throws {StateFileError} when the file cannot be made, is empty or is open to others.
 */
export function readKeySalt(config: Pick<Config, 'state_dir'>, env: Environment = process.env): Secret {
  return new Secret(env.SWITCHGEAR_KEY_SALT?.trim() || readOrCreatePrivateFile(join(config.state_dir, 'key-salt')));
}

function plain(value: Secret | string): string {
  return typeof value === 'string' ? value : value.reveal();
}
