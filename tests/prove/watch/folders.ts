import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Random } from '../../load/random.ts';
import { thousands } from '../figures.ts';
import type { Measurement, StepOptions } from '../step.ts';
import { count, describe, lossesAfter } from './account.ts';
import { inScene, type WatchScene } from './scene.ts';

const filesPerBurst = 100;

/** Folders that are made, filled, moved and deleted faster than anybody could begin to watch them. */
export function measureFolders({ quick }: StepOptions, seed: string): Promise<Measurement> {
  return inScene(async (scene) => {
    const random = new Random(seed);
    await scene.start();
    const bursts = quick ? 3 : 10;
    for (let number = 0; number < bursts; number++) {
      await burst(scene, `burst-${number}`, random);
      await delay(random.between(0, 1_500));
    }
    const losses = await lossesAfter(scene, 60_000);
    const made = thousands(bursts * filesPerBurst);
    return {
      promise: `${made} files in new, nested, renamed and deleted folders, made in bursts while it watches`,
      bar: '0 lost: the ledger is the tree, and a completed run has read each file as it is',
      measured: describe(losses, made),
      holds: count(losses) === 0,
    };
  });
}

/** Ten folders with folders in them, some of which are moved or deleted, at once or a little later. */
async function burst(scene: WatchScene, top: string, random: Random): Promise<void> {
  for (let folder = 0; folder < 10; folder++) {
    const outer = `${top}/${folder}`;
    for (let number = 0; number < filesPerBurst / 10; number++) {
      const place = number % 2 === 0 ? outer : `${outer}/in/ner`;
      scene.write(`${place}/${number}.test.js`, `${top} ${folder} ${number}`);
      if (random.chance(0.1)) await delay(random.between(0, 20));
    }
    const at = (path: string) => join(scene.tree, path);
    if (random.chance(0.5)) await delay(random.between(0, 100));
    const fate = random.whole(1, 10);
    if (fate <= 4) renameSync(at(`${outer}/in`), at(`${outer}/moved`));
    else if (fate <= 6) renameSync(at(outer), at(`${outer}-moved`));
    else if (fate <= 8) rmSync(at(outer), { recursive: true });
  }
}
