import { setTimeout as delay } from 'node:timers/promises';
import { thousands } from '../figures.ts';
import type { Measurement, StepOptions } from '../step.ts';
import { count, lossesAfter } from './account.ts';
import { inScene } from './scene.ts';

/** Longer than any pause in which TestWatcher gathers changes or looks after git. */
const settledMs = 2_500;

/** Branches that differ in many files. */
export function measureCheckout({ quick }: StepOptions): Promise<Measurement> {
  return inScene(async (scene) => {
    const files = quick ? 200 : 2_000;
    const fill = (branch: string) => {
      for (let number = 0; number < files; number++) scene.write(`${number % 50}/${number}.test.js`, branch + number);
      scene.git('add', '--all');
      scene.git('commit', '--quiet', '--message', branch);
    };
    scene.git('init', '--quiet', '--initial-branch=main');
    fill('main');
    scene.git('switch', '--quiet', '--create', 'other');
    fill('other');
    await scene.start();
    const runsPerSwitch: number[] = [];
    let lost = 0;
    for (const branch of ['main', 'other', 'main']) {
      const [before] = await scene.platform.testWatcher.runs();
      scene.git('switch', '--quiet', branch);
      lost += count(await lossesAfter(scene, 60_000));
      await delay(settledMs);
      const [after] = await scene.platform.testWatcher.runs();
      runsPerSwitch.push((after?.id ?? 0) - (before?.id ?? 0));
    }
    return {
      promise: `A checkout of a branch that differs in ${thousands(files)} files (${runsPerSwitch.length} times)`,
      bar: 'each time 1 run, 0 files lost',
      measured: `${runsPerSwitch.join(', ')} runs, ${lost} files lost`,
      holds: lost === 0 && runsPerSwitch.every((runs) => runs === 1),
    };
  });
}
