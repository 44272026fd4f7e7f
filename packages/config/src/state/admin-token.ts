import { join } from 'node:path';
import type { Config } from '../config.ts';
import type { Environment } from '../environment.ts';
import { Secret } from '../secrets/secret.ts';
import { readOrCreatePrivateFile } from './private-file.ts';

/**
 * Token of the admin API: `SWITCHGEAR_ADMIN_TOKEN`, otherwise `<state_dir>/admin-token`, made at the first call.
 *
 * @throws {StateFileError} when the file cannot be made, is empty or is open to others.
 */
export function readAdminToken(config: Pick<Config, 'state_dir'>, env: Environment = process.env): Secret {
  return new Secret(
    env.SWITCHGEAR_ADMIN_TOKEN?.trim() || readOrCreatePrivateFile(join(config.state_dir, 'admin-token')),
  );
}
