import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Random } from '../../load/random.ts';
import { eventually } from '../../support/eventually.ts';
import type { Measurement, StepOptions } from '../step.ts';
import { type AuditScene, inScene, settledMs } from './scene.ts';

const counter = 'audit_agent_completion_markers_found_total';
const trigger = 'marker_detected';
const burst = 100;
const burstMs = 2_000;

/** Markers that were there before, one that is new, and many at once. */
export function measureMarkers({ quick }: StepOptions, seed: string): Promise<Measurement[]> {
  return inScene({}, async (scene) => {
    const random = new Random(seed);
    const [existing, restarts] = quick ? [50, 3] : [500, 10];
    for (let number = 0; number < existing; number++) {
      const folder = join('docs', `${number % 20}`);
      mkdirSync(join(scene.project.path, folder), { recursive: true });
      scene.project.write(join(folder, `PHASE_${number}.md`), `# Phase ${number}\n`);
    }
    await scene.start();
    await scene.untilSaid(`${existing} completion markers were here before`);
    let found = 0;
    for (let number = 0; number < restarts; number++) {
      await delay(random.between(0, 3_000));
      found += await countOf(scene);
      await scene.end(number % 2 === 0 ? 'SIGKILL' : 'SIGTERM');
      await scene.start();
    }
    await delay(settledMs);
    found += await countOf(scene);
    const before = (await scene.audits(trigger)).length;

    scene.project.write('MILESTONE_1.md', '# The first\n');
    const withOne = await scene.auditsAfter(trigger, before + 1);
    const foundOne = await countOf(scene);

    for (let number = 0; number < burst; number++) {
      scene.project.write(`${number}_COMPLETE.md`, `# Part ${number}\n`);
      await delay((burstMs * 0.9) / burst);
    }
    const named = () => scene.audits(trigger).then((all) => all.slice(0, all.length - withOne.length));
    await eventually(async () => {
      const count = (await named()).reduce((sum, { reasons }) => sum + reasons.length, 0);
      if (count < burst) throw new Error(`${count} of ${burst} markers are named in reports`);
    });
    await delay(settledMs);
    const ofBurst = await named();
    return [
      {
        promise: `${existing} markers that were there before, and ${restarts} restarts, half of them by kill -9`,
        bar: '0 audits because of them, 0 counted',
        measured: `${before} audits, ${found} counted`,
        holds: before === 0 && found === 0,
      },
      {
        promise: 'Then one new marker',
        bar: '1 audit, 1 counted',
        measured: `${withOne.length - before} audits, ${foundOne} counted`,
        holds: withOne.length - before === 1 && foundOne === 1,
      },
      {
        promise: `${burst} markers written within ${burstMs / 1000} s`,
        bar: `1 audit, whose report names ${burst} reasons`,
        measured: `${ofBurst.length} audits that name ${ofBurst.map(({ reasons }) => reasons.length).join(' and ')}`,
        holds: ofBurst.length === 1 && ofBurst[0]?.reasons.length === burst,
      },
    ];
  });
}

async function countOf(scene: AuditScene): Promise<number> {
  return (await scene.metrics()).sum(counter);
}
