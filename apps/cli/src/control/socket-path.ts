import { createHash } from 'node:crypto';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

/** Unix allows 108 bytes with the final zero, macOS 104. */
const longestPath = 103;

/** Where the supervisor of a state folder listens: in the folder, or by a hash where that path would be too long. */
export function socketPath(stateDir: string, platform: NodeJS.Platform = process.platform): string {
  const hash = createHash('sha256').update(stateDir).digest('hex').slice(0, 16);
  if (platform === 'win32') return `\\\\.\\pipe\\switchgear-${hash}`;
  const path = join(stateDir, 'run', 'supervisor.sock');
  if (Buffer.byteLength(path) <= longestPath) return path;
  const { XDG_RUNTIME_DIR: runtimeDir } = process.env;
  return join(runtimeDir ?? tmpdir(), `switchgear-${userInfo().uid}-${hash}.sock`);
}
