import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** How many builds stay beside a new one, and all of the last day: consoles that were started earlier serve theirs. */
const kept = 2;
const dayMs = 86_400_000;

/** Removes old builds before a new one is made, and those that were killed half-way. */
export async function removeLeftovers(dist: string): Promise<void> {
  const names = await readdir(dist);
  const abandoned = names.filter((name) => {
    const [, pid] = /^site-[0-9a-f]+\.(\d+)\./.exec(name) ?? [];
    return pid !== undefined && !isRunning(Number(pid));
  });
  const builds = await Promise.all(
    names
      .filter((name) => /^site-[0-9a-f]+$/.test(name))
      .map(async (name) => ({ name, builtAt: (await stat(join(dist, name)).catch(() => undefined))?.mtimeMs ?? 0 })),
  );
  const old = builds
    .sort((a, b) => b.builtAt - a.builtAt)
    .slice(kept)
    .filter(({ builtAt }) => Date.now() - builtAt > dayMs);
  for (const name of [...abandoned, ...old.map((build) => build.name)]) {
    await rm(join(dist, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // It runs, under another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
