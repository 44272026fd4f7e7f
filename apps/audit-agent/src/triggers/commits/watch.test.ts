import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { temporaryFolder } from '../../testing/folder.ts';
import { CommitWorld, followedWorld } from '../testing/commit-world.ts';
import { compileMessages, defaultCommitMessages } from './messages.ts';
import { createCommitWatch } from './watch.ts';

const nothing = [0, []];

describe('a message', () => {
  const [names] = compileMessages(defaultCommitMessages);
  it.each([
    'Milestone 3',
    'chore(release): 1.2.0',
    'a CHECKPOINT, finally',
    'x_release_2',
    'all milestones',
    'Fix\n\nrelease',
  ])('%j names something', (message) => expect(names?.test(message)).toBe(true));
  it.each(['fix', 'prerelease', 'released', 'checkpointing', 'Releaseübung'])('%j names nothing', (message) =>
    expect(names?.test(message)).toBe(false),
  );

  it('pattern that cannot be used is named', () => {
    expect(() => compileMessages(['ok', '(broken'])).toThrow(
      expect.objectContaining({ code: 'git', message: expect.stringContaining('(broken') }),
    );
  });
});

describe('commits', () => {
  it('before the very first start are history', async () => {
    const world = new CommitWorld();
    world.git('init', '--quiet');
    world.commit('release 0.1');
    expect(await world.look()).toEqual(nothing);
    world.restart();
    expect(await world.look()).toEqual(nothing);
  });

  it('are counted once each, and ask if they name something', async () => {
    const world = await followedWorld();
    world.commit('one');
    world.commit('milestone two');
    expect(await world.look()).toEqual([2, ['milestone two']]);
    expect(await world.look()).toEqual(nothing);
    world.restart();
    expect(await world.look()).toEqual(nothing);
  });

  it('say which word asked for the audit', async () => {
    const world = await followedWorld();
    world.commit('Tidy up\n\nThis is a checkpoint "before" the storm.');
    await world.watch.look();
    expect(world.intake.waiting()).toEqual([
      {
        trigger: 'commit',
        key: expect.stringMatching(/^commit:[0-9a-f]{40}:\d{13}$/),
        text: `commit ${world.git('rev-parse', '--short=10', 'HEAD')} names "checkpoint": Tidy up`,
        at: expect.any(Number),
      },
    ]);
  });

  it('of any length are named by their beginning', async () => {
    const world = await followedWorld();
    world.commit(`Release ${'x'.repeat(9999)}`, 'file');
    await world.watch.look();
    expect(world.intake.waiting()[0]?.text).toMatch(/^commit .*: Release x+…$/);
    expect(world.intake.waiting()[0]?.text.length).toBe(301);
  });

  it('made while the agent was down are counted once', async () => {
    const world = await followedWorld();
    world.restart();
    for (let count = 0; count < 5; count += 1) world.commit(`step ${count}`);
    world.commit('release 0.2');
    expect(await world.look()).toEqual([6, ['release 0.2']]);
    world.restart();
    expect(await world.look()).toEqual(nothing);
  });

  it('that are empty count like any other', async () => {
    const world = await followedWorld();
    world.git('commit', '--quiet', '--allow-empty', '-m', 'release 0.2');
    expect(await world.look()).toEqual([1, ['release 0.2']]);
    world.git('commit', '--quiet', '--amend', '--allow-empty', '--no-edit');
    expect(await world.look()).toEqual(nothing);
  });

  it('are the same after a rebase, the ones of before the first start included', async () => {
    const world = await followedWorld();
    world.commit('feature');
    world.commit('milestone 1');
    await world.look();
    const base = world.git('rev-parse', 'HEAD~3');
    world.git('switch', '--quiet', '-c', 'other', base);
    world.commit('from elsewhere');
    expect(await world.look()).toEqual([1, []]);
    world.git('switch', '--quiet', 'main');
    world.git('rebase', '--quiet', 'other');
    expect(await world.look()).toEqual(nothing);
    expect(world.git('rev-list', '--count', 'HEAD')).toBe('5');
  });

  it('ask once when they are amended, unless only now they name something', async () => {
    const world = await followedWorld();
    world.commit('wip');
    expect(await world.look()).toEqual([1, []]);
    world.git('commit', '--quiet', '--amend', '-m', 'release 0.2');
    expect(await world.look()).toEqual([0, ['release 0.2']]);
    world.git('commit', '--quiet', '--amend', '-m', 'release 0.2, again');
    expect(await world.look()).toEqual(nothing);
  });

  it('that were taken back and come again are known', async () => {
    const world = await followedWorld();
    world.commit('release 0.2');
    await world.look();
    world.git('reset', '--quiet', '--hard', 'HEAD~2');
    expect(await world.look()).toEqual(nothing);
    world.git('reset', '--quiet', '--hard', 'ORIG_HEAD');
    expect(await world.look()).toEqual(nothing);
    world.commit('on');
    expect(await world.look()).toEqual([1, []]);
  });

  it('that are reverted and made again count and ask again', async () => {
    const world = await followedWorld();
    world.commit('release 0.2');
    await world.look();
    world.git('revert', '--no-edit', 'HEAD');
    world.git('cherry-pick', '--no-commit', 'HEAD~1');
    world.git('commit', '--quiet', '-m', 'release 0.2', '--date=2030-01-01T00:00:00Z');
    expect(await world.look()).toEqual([2, ['Revert "release 0.2"', 'release 0.2']]);
    world.git('commit', '--quiet', '--amend', '-m', 'release 0.2 in other words');
    expect(await world.look()).toEqual(nothing);
  });

  it('are found where one from the future was rewritten away', async () => {
    const world = await followedWorld();
    world.commit('ahead of its time');
    world.git('commit', '--quiet', '--amend', '--no-edit', '--date=2040-01-01T00:00:00Z');
    world.git('rebase', '--quiet', '--force-rebase', '--committer-date-is-author-date', 'HEAD~1');
    expect(await world.look()).toEqual([1, []]);
    world.git('reset', '--quiet', '--hard', 'HEAD~1');
    world.git('reflog', 'expire', '--expire=now', '--all');
    world.git('gc', '--quiet', '--prune=now');
    world.commit('release 0.2');
    expect(await world.look()).toEqual([1, ['release 0.2']]);
  });

  it('survive a force push that leaves nothing of the old ones', async () => {
    const world = await followedWorld();
    world.commit('release 0.2');
    await world.look();
    world.git('commit', '--quiet', '--amend', '-m', 'release 0.2, as it should be');
    world.commit('after');
    world.git('reflog', 'expire', '--expire=now', '--all');
    world.git('gc', '--quiet', '--prune=now');
    expect(await world.look()).toEqual([1, []]);
    world.commit('last');
    expect(await world.look()).toEqual([1, []]);
  });

  it('are waited for in the middle of a rebase', async () => {
    const world = await followedWorld();
    world.git('switch', '--quiet', '-c', 'other', 'HEAD~1');
    world.commit('there', 'same.txt', 'there');
    world.git('switch', '--quiet', 'main');
    world.commit('here', 'same.txt', 'here');
    world.commit('milestone 2');
    expect(world.tryGit('rebase', 'other')).toBe(false);
    expect(await world.look()).toEqual(nothing);
    writeFileSync(join(world.root, 'same.txt'), 'both');
    world.git('add', '.');
    world.git('rebase', '--continue');
    expect(await world.look()).toEqual([3, ['milestone 2']]);
    expect(world.faults).toEqual([]);
  });

  it('are counted all the same when a rebase has been forgotten', async () => {
    let now = 0;
    const world = await followedWorld({ now: () => now });
    world.git('bisect', 'start');
    world.commit('one');
    expect(await world.look()).toEqual(nothing);
    now += 3_599_999;
    expect(await world.look()).toEqual(nothing);
    now += 1;
    expect(await world.look()).toEqual([1, []]);
  });

  it('of a merge count, and the merge itself', async () => {
    const world = await followedWorld();
    world.git('switch', '--quiet', '-c', 'other');
    world.commit('there');
    world.git('switch', '--quiet', 'main');
    world.commit('here');
    world.git('merge', '--quiet', '--no-ff', '-m', 'Merge for release 1', 'other');
    expect(await world.look()).toEqual([3, ['Merge for release 1']]);
  });
});

describe('a repository', () => {
  it('without commits has its first one counted', async () => {
    const world = new CommitWorld();
    world.git('init', '--quiet');
    expect(await world.look()).toEqual(nothing);
    world.commit('release 0.1');
    expect(await world.look()).toEqual([1, ['release 0.1']]);
    world.git('switch', '--quiet', '--orphan', 'empty');
    expect(await world.look()).toEqual(nothing);
    world.commit('another root');
    expect(await world.look()).toEqual([1, []]);
    expect(world.faults).toEqual([]);
  });

  it('that is shallow is followed', async () => {
    const source = await followedWorld();
    const root = join(temporaryFolder(), 'clone');
    source.git('clone', '--quiet', '--depth=1', `file://${source.root}`, root);
    const world = new CommitWorld({ root });
    expect(await world.look()).toEqual(nothing);
    world.commit('milestone 1');
    expect(await world.look()).toEqual([1, ['milestone 1']]);
    world.git('fetch', '--quiet', '--unshallow');
    world.commit('on');
    expect(await world.look()).toEqual([1, []]);
    expect(world.faults).toEqual([]);
  });

  it('with a detached HEAD, packed references and no reflog is followed', async () => {
    const world = await followedWorld();
    world.git('config', 'core.logAllRefUpdates', 'false');
    rmSync(join(world.root, '.git/logs'), { recursive: true });
    world.git('switch', '--quiet', '--detach');
    world.commit('one');
    expect(await world.look()).toEqual([1, []]);
    world.git('switch', '--quiet', 'main');
    world.git('pack-refs', '--all');
    await world.look();
    world.commit('two');
    expect(await world.look()).toEqual([1, []]);
  });

  it('that is a linked working tree is followed by its own HEAD', async () => {
    const main = await followedWorld();
    const root = join(temporaryFolder(), 'tree');
    main.git('worktree', 'add', '--quiet', '-b', 'side', root);
    const world = new CommitWorld({ root });
    await world.look();
    main.commit('in the other tree');
    expect(await world.look()).toEqual(nothing);
    world.commit('here');
    expect(await world.look()).toEqual([1, []]);
  });

  it('that does not exist is said once with the remedy, and followed when it appears', async () => {
    const world = new CommitWorld();
    await world.look();
    await world.look();
    expect(world.faults).toEqual([
      { type: 'git', message: expect.stringMatching(/no git repository; git init makes it one/) },
    ]);
    world.git('init', '--quiet');
    await world.look();
    world.commit('release 1');
    expect(await world.look()).toEqual([1, ['release 1']]);
    rmSync(join(world.root, '.git'), { recursive: true });
    await world.look();
    expect(world.faults).toHaveLength(2);
  });
});

it('what could not be stored is counted and offered at the next look, once', async () => {
  const world = await followedWorld();
  world.commit('release 0.2');
  vi.spyOn(world.intake, 'offer').mockImplementationOnce(() => {
    throw new Error('the disk is full');
  });
  expect(await world.look()).toEqual([1, []]);
  expect(await world.look()).toEqual([0, ['release 0.2']]);
  expect(world.faults).toEqual([{ type: 'git', message: 'the disk is full' }]);
});

it('a running watch sees a commit by itself', async () => {
  const world = await followedWorld();
  let count = 0;
  const watch = createCommitWatch({
    root: world.root,
    intake: world.intake,
    onCommits: (more) => {
      count += more;
    },
    onFault: (fault) => world.faults.push(fault),
  });
  watch.start();
  world.commit('one');
  await vi.waitFor(() => expect(count).toBe(1), { timeout: 10_000 });
  await watch.stop();
  expect(world.faults).toEqual([]);
});
