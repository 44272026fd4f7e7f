import { access, constants, mkdir, stat, statfs } from 'node:fs/promises';
import { megabytes } from '../screen/units.ts';
import { type Finding, fault, good, warning } from './finding.ts';

/** Two weeks of series of a handful of keys take about this much. */
const comfortableBytes = 2e9;
const leastBytes = 200e6;

export async function checkStateDir(stateDir: string): Promise<Finding> {
  const subject = 'state folder';
  try {
    await mkdir(stateDir, { recursive: true });
    await access(stateDir, constants.W_OK | constants.X_OK);
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? String(error);
    return fault(subject, `${stateDir} cannot be written (${why}). Give it to your user, or set another state_dir.`);
  }
  const { uid } = await stat(stateDir);
  const mine = process.getuid?.();
  if (mine === undefined || uid === mine) return good(subject, stateDir);
  return warning(
    subject,
    `${stateDir} belongs to user ${uid}. If it was made with sudo, give it back: sudo chown -R ${mine} ${stateDir}`,
  );
}

export async function checkDisk(folder: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(folder);
  return judgeDisk(bavail * bsize, folder);
}

export function judgeDisk(freeBytes: number, folder: string): Finding {
  const text = `${megabytes(freeBytes)} free for ${folder}`;
  const remedy = 'Free some, or set another state_dir, or a shorter prometheus.retention.';
  if (freeBytes < leastBytes) return fault('disk', `Only ${text}. ${remedy}`);
  if (freeBytes < comfortableBytes) return warning('disk', `Only ${text}. ${remedy}`);
  return good('disk', text);
}
