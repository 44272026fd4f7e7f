import { setTimeout as delay } from 'node:timers/promises';
import { Random } from '../../load/random.ts';
import { eventually } from '../../support/eventually.ts';
import type { Measurement, StepOptions } from '../step.ts';
import { type AuditScene, inScene } from './scene.ts';

const reasonsPerRound = 3;

/** `kill -9` at random moments between an order and the end of its audit. */
export function measureKills({ quick, log }: StepOptions, seed: string): Promise<Measurement[]> {
  return inScene({}, async (scene) => {
    const random = new Random(seed);
    const rounds = quick ? 4 : 20;
    await scene.start();
    const begin = performance.now();
    await scene.audited('how long an audit takes');
    const auditMs = performance.now() - begin;
    const keys: string[] = [];
    for (let round = 0; round < rounds; round++) {
      const own = Array.from({ length: reasonsPerRound }, (_, number) => `round ${round}, ${number}`);
      keys.push(...own);
      const killed = delay(random.between(0, auditMs)).then(() => scene.end('SIGKILL'));
      await Promise.all([orders(scene, own), killed]);
      await scene.start();
      // Who got no answer asks again, which is what the key is for.
      await orders(scene, own);
    }
    await eventually(async () => {
      for (const key of keys) {
        const { state } = await scene.order(key);
        if (state !== 'done') throw new Error(`${key} is ${state}`);
      }
    });
    const audits = await scene.audits('manual');
    const kept = audits.flatMap(({ reasons }) => reasons.map(({ key }) => key));
    const times = keys.map((key) => kept.filter((one) => one === `manual:${key}`).length);
    const [lost, twice] = [times.filter((count) => count === 0).length, times.filter((count) => count > 1).length];
    log(`kills: ${keys.length} orders ended in ${audits.length} audits, moments from 0 to ${auditMs.toFixed(0)} ms`);
    return [
      {
        promise: `Killed ${rounds} times with kill -9 between an order and the end of its audit, every reason is audited`,
        bar: `each of ${keys.length} in exactly 1 kept audit with its report`,
        measured: `${lost} in none, ${twice} in several`,
        holds: lost === 0 && twice === 0,
      },
    ];
  });
}

/** Those that reach an agent that may die meanwhile. */
async function orders(scene: AuditScene, keys: readonly string[]): Promise<void> {
  for (const key of keys) await scene.order(key).catch(() => {});
}
