import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Random } from '../../load/random.ts';
import { thousands } from '../figures.ts';
import type { Measurement, StepOptions } from '../step.ts';
import { count, describe, lossesAfter } from './account.ts';
import { inScene, type WatchScene } from './scene.ts';

const folders = 100;
const files = 6_000;

/** `kill -9` of TestWatcher at random moments while files change. */
export function measureKills({ quick }: StepOptions, seed: string): Promise<Measurement> {
  return inScene(async (scene) => {
    const random = new Random(seed);
    for (let number = 0; number < files; number++) scene.write(pathOf(number), 'as it was');
    await scene.start();
    await scene.end('SIGTERM');
    const begin = performance.now();
    await scene.start();
    const startMs = performance.now() - begin;
    const editor = new Editor(scene, random);
    const kills = quick ? 5 : 100;
    const struck = { starting: 0, watching: 0, testing: 0 };
    for (let number = 0; number < kills; number++) {
      await scene.end('SIGKILL');
      editor.edit();
      const { output } = await killed(scene, editor, random.between(0, 1.6 * startMs));
      struck[phaseOf(output)] += 1;
      editor.edit();
    }
    await scene.start();
    const losses = await lossesAfter(scene, 60_000);
    const phases = `${struck.starting} while it started, ${struck.watching} while it watched, ${struck.testing} over a batch`;
    return {
      promise: `Killed ${kills} times with kill -9 at random moments while files change, it brings every change to a completed run`,
      bar: '0 lost: of each file, which changed once, the last completed run has read what it is now',
      measured: `${describe(losses, `${thousands(editor.changes)} changes`)}, ${losses.stale.length} deletions unnoticed; ${phases}`,
      holds: count(losses) === 0 && losses.stale.length === 0,
    };
  });
}

/** Starts it and kills it after this time, while files change. */
async function killed(scene: WatchScene, editor: Editor, afterMs: number): Promise<{ readonly output: string }> {
  const agent = scene.launch();
  const stop = delay(afterMs, 'over');
  while ((await Promise.race([stop, editor.pause()])) !== 'over') editor.edit();
  await scene.end('SIGKILL');
  return agent;
}

function phaseOf(log: string): 'starting' | 'watching' | 'testing' {
  if (!log.includes('"msg":"watching ')) return 'starting';
  return log.lastIndexOf('"msg":"changed: ') > log.lastIndexOf('"duration_ms":') ? 'testing' : 'watching';
}

/** Touches each file once, so that nothing that comes later makes good what was lost. */
class Editor {
  changes = 0;
  readonly #scene: WatchScene;
  readonly #random: Random;

  constructor(scene: WatchScene, random: Random) {
    this.#scene = scene;
    this.#random = random;
  }

  edit(): void {
    if (this.changes >= files) throw new Error(`${files} files are not enough`);
    const path = pathOf(this.changes);
    this.changes += 1;
    const kind = this.#random.whole(1, 10);
    if (kind === 1) this.#scene.write(path.replace('/', '/new/'), 'new');
    else if (kind === 2) rmSync(join(this.#scene.tree, path));
    else this.#scene.write(path, `edited, ${this.changes}`);
  }

  pause(): Promise<unknown> {
    return delay(this.#random.between(5, 100));
  }
}

function pathOf(number: number): string {
  return `${number % folders}/${number}.test.js`;
}
