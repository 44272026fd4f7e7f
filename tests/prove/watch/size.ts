import { join } from 'node:path';
import { thousands } from '../figures.ts';
import type { Measurement, StepOptions } from '../step.ts';
import { count, describe, lossesAfter } from './account.ts';
import { measureMemory } from './memory.ts';
import { inScene, type WatchScene } from './scene.ts';

const files = 20_000;
/** A result that is there before anything runs, so that a batch takes as little time as it can. */
const passes = ['cp', join(import.meta.dirname, 'passed.xml'), '{report}'];

/** A large tree: every file edited while TestWatcher is stopped, and then batch after batch. */
export function measureSize(options: StepOptions): Promise<Measurement[]> {
  return inScene(async (scene) => {
    const pathOf = (number: number) => `${number % 200}/${number}.js`;
    const edit = (number: number, text: string) => scene.write(pathOf(number % files), text);
    for (let number = 0; number < files; number++) edit(number, 'as it was');
    await scene.start();
    // From the second start on, the sources are not compiled anew.
    await scene.end('SIGTERM');
    const pid = await scene.start();
    const stopped = await measureStop(scene, pid, edit);
    return [stopped, ...(await measureMemory({ scene, pid, edit, files }, options))];
  }, passes);
}

async function measureStop(
  scene: WatchScene,
  pid: number,
  edit: (number: number, text: string) => void,
): Promise<Measurement> {
  process.kill(pid, 'SIGSTOP');
  for (let number = 0; number < files; number++) edit(number, 'edited while it was stopped');
  process.kill(pid, 'SIGCONT');
  const losses = await lossesAfter(scene, 60_000);
  const metrics = await scene.metrics();
  const processed = metrics.sum('test_watcher_files_processed_total');
  const waiting = metrics.sum('test_watcher_changed_files_current');
  const found = metrics.sum('test_watcher_events_recovered_total');
  return {
    promise: `${thousands(files)} of ${thousands(files)} files edited while it is under SIGSTOP`,
    bar: '0 lost: the ledger is the tree, each file counted as processed once, none waiting',
    measured: `${describe(losses, thousands(files))}, ${thousands(processed)} processed, ${waiting} waiting; ${thousands(found)} of them no event told of`,
    holds: count(losses) === 0 && processed === files && waiting === 0,
  };
}
