import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from '../../support/eventually.ts';
import type { Measurement, StepOptions } from '../step.ts';
import { type AuditScene, inScene, settledMs } from './scene.ts';

const counter = 'audit_agent_git_commits_detected_total';
/** Every so many commits one names a milestone. */
const everyMilestone = 10;

/** Commits that were made, rebased and pushed by force while it was down. */
export function measureCommits({ quick }: StepOptions): Promise<Measurement[]> {
  return inScene({}, async (scene) => {
    const { project, platform } = scene;
    const commits = quick ? 10 : 50;
    const [remote, colleague] = [join(platform.folder, 'remote.git'), join(platform.folder, 'colleague')];
    project.git('init', '--quiet', '--bare', '--initial-branch=main', remote);
    project.git('remote', 'add', 'origin', remote);
    await scene.start();
    await eventually(async () => {
      if ((await scene.audits('scheduled')).length === 0) throw new Error('the first audit has not finished');
    });
    await delay(settledMs);
    await scene.end('SIGKILL');

    const begin = project.git('rev-parse', 'HEAD').trim();
    for (let number = 1; number <= commits; number++) {
      project.write(`notes-${number}.txt`, `${number}\n`);
      project.commit(number % everyMilestone === 0 ? `Reach milestone ${number}` : `Note ${number}`);
    }
    project.git('push', '--quiet', '--set-upstream', 'origin', 'main');
    const made = await afterStart(scene);

    project.git('clone', '--quiet', remote, colleague);
    const elsewhere = (...args: string[]) => project.git('-C', colleague, ...args);
    const original = elsewhere('rev-parse', 'HEAD').trim();
    elsewhere('checkout', '--quiet', '-b', 'other', begin);
    writeFileSync(join(colleague, 'other.txt'), 'Something else\n');
    elsewhere('add', '--all');
    elsewhere('commit', '--quiet', '--message', 'Add something else');
    elsewhere('rebase', '--quiet', 'other', 'main');
    elsewhere('push', '--quiet', '--force', 'origin', 'main');
    fetched(scene);
    const rebased = await afterStart(scene);

    elsewhere('push', '--quiet', '--force', 'origin', `${original}:main`);
    fetched(scene);
    const back = await afterStart(scene);
    const named = back.audits.map(({ reasons }) => reasons.length);
    const milestones = commits / everyMilestone;
    return [
      {
        promise: `${commits} commits made while it was down`,
        bar: 'each counted once',
        measured: `${made.counted} counted`,
        holds: made.counted === commits,
      },
      {
        promise: 'The same ones rebased onto one more commit and pushed by force while it was down, and back again',
        bar: 'only the other one is counted',
        measured: `${rebased.counted} counted after the rebase, ${back.counted} after the way back`,
        holds: rebased.counted === 1 && back.counted === 0,
      },
      {
        promise: `${milestones} of them name a milestone`,
        bar: `1 audit that names ${milestones} commits, and no further one after rebase and way back`,
        measured: `${made.audits.length} audits; in the end ${named.length}, naming ${named.join(' and ')}`,
        holds: made.audits.length === 1 && named.length === 1 && named[0] === milestones,
      },
    ];
  });
}

/** Brings the agent's tree to what was pushed, while the agent is down. */
function fetched({ project }: AuditScene): void {
  project.git('fetch', '--quiet');
  project.git('reset', '--quiet', '--hard', 'origin/main');
}

/** What a new process counts, and all audits so far because of commits. */
async function afterStart(scene: AuditScene) {
  await scene.start();
  await delay(settledMs);
  const counted = (await scene.metrics()).sum(counter);
  const audits = await scene.audits('commit');
  await scene.end('SIGKILL');
  return { counted, audits };
}
