import { execFileSync } from 'node:child_process';
import { appendFileSync, copyFileSync, mkdirSync, symlinkSync, truncateSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { MarkerWorld } from '../testing/marker-world.ts';
import { defaultMarkerRules } from './rules.ts';

async function begunWorld(options: ConstructorParameters<typeof MarkerWorld>[0] = {}) {
  const world = new MarkerWorld(options);
  await world.settle();
  return world;
}

describe('at the very first start', () => {
  it('a hundred markers are history, and stay so over ten restarts', async () => {
    const world = new MarkerWorld();
    for (let count = 0; count < 100; count += 1)
      world.write(`docs/${count % 20}/PHASE_${count}.md`, `done ${count % 80}`);
    expect(await world.settle()).toEqual([]);
    for (let count = 0; count < 10; count += 1) {
      world.restart();
      expect(await world.settle()).toEqual([]);
    }
    expect([world.found, world.history]).toEqual([0, [100]]);
  });

  it('one that is still being written is news', async () => {
    const world = new MarkerWorld();
    world.write('PHASE_1.md', 'half');
    await world.watch.look();
    world.write('PHASE_1.md', 'the whole of it');
    expect(await world.settle()).toEqual(['PHASE_1.md is a completion marker']);
    expect(world.history).toEqual([0]);
  });

  it('one that appears while the first are read is news', async () => {
    const world = new MarkerWorld();
    world.write('PHASE_1.md', 'old');
    await world.watch.look();
    world.write('PHASE_2.md', 'new');
    expect(await world.settle()).toEqual(['PHASE_2.md is a completion marker']);
  });
});

describe('a marker', () => {
  it('by name or by front matter asks once, and counts', async () => {
    const world = await begunWorld();
    world.write('docs/PHASE_2.md', 'done');
    world.write('docs/notes.md', '---\nstatus: complete\n---\n');
    world.write('docs/draft.md', '---\nstatus: draft\n---\n');
    world.write('docs/code.ts', '---\nstatus: complete\n---\n');
    expect(await world.settle()).toEqual([
      'docs/PHASE_2.md is a completion marker',
      'docs/notes.md says status: complete',
    ]);
    expect(await world.settle()).toEqual([]);
    world.restart();
    expect(await world.settle()).toEqual([]);
    expect(world.found).toBe(2);
  });

  it('that comes to say complete later is found then', async () => {
    const world = await begunWorld();
    world.write('notes.md', '---\nstatus: draft\n---\n');
    expect(await world.settle()).toEqual([]);
    world.write('notes.md', '---\nstatus: complete\n---\n');
    expect(await world.settle()).toEqual(['notes.md says status: complete']);
  });

  it('asks again when its content changes, not when it is touched or comes back', async () => {
    const world = await begunWorld();
    world.write('PHASE_1.md', 'one');
    expect(await world.settle()).toHaveLength(1);
    utimesSync(join(world.root, 'PHASE_1.md'), 1, 1);
    expect(await world.settle()).toEqual([]);
    world.write('PHASE_1.md', 'two');
    expect(await world.settle()).toHaveLength(1);
    world.write('PHASE_1.md', 'one');
    expect(await world.settle()).toEqual([]);
    world.remove('PHASE_1.md');
    expect(await world.settle()).toEqual([]);
    world.write('docs/PHASE_1.md', 'two');
    expect(await world.settle()).toEqual([]);
  });

  it('that was made or changed while the agent was down asks', async () => {
    const world = await begunWorld();
    world.write('PHASE_1.md', 'one');
    await world.settle();
    world.restart();
    world.write('PHASE_1.md', 'two');
    world.write('PHASE_2.md', 'three');
    expect(await world.settle()).toHaveLength(2);
  });

  it('that moves asks for nothing, with or without the agent running', async () => {
    const world = await begunWorld();
    world.write('PHASE_1.md', 'one');
    await world.settle();
    world.rename('PHASE_1.md', 'archive/PHASE_01.md');
    expect(await world.settle()).toEqual([]);
    world.restart();
    world.rename('archive', 'attic');
    expect(await world.settle()).toEqual([]);
    expect(world.found).toBe(1);
  });

  it('with the same text as others asks for each of them', async () => {
    const world = await begunWorld();
    for (const name of ['PHASE_1.md', 'PHASE_2.md', 'PHASE_3.md']) world.write(name, 'done');
    expect(await world.settle()).toHaveLength(3);
    world.restart();
    expect(await world.settle()).toEqual([]);
    world.rename('PHASE_1.md', 'PHASE_0.md');
    expect(await world.settle()).toEqual([]);
    copyFileSync(join(world.root, 'PHASE_0.md'), join(world.root, 'PHASE_4.md'));
    expect(await world.settle()).toEqual(['PHASE_4.md is a completion marker']);
  });

  it('that changes places with another asks for nothing', async () => {
    const world = await begunWorld();
    world.write('PHASE_1.md', 'one');
    world.write('PHASE_2.md', 'two');
    await world.settle();
    world.rename('PHASE_1.md', 'PHASE_3.md');
    world.rename('PHASE_2.md', 'PHASE_1.md');
    world.rename('PHASE_3.md', 'PHASE_2.md');
    expect(await world.settle()).toEqual([]);
  });

  it('that is empty is known by its name', async () => {
    const world = await begunWorld();
    world.write('PHASE_1_COMPLETE.md', '');
    expect(await world.settle()).toHaveLength(1);
    world.remove('PHASE_1_COMPLETE.md');
    world.write('PHASE_2_COMPLETE.md', '');
    expect(await world.settle()).toEqual(['PHASE_2_COMPLETE.md is a completion marker']);
  });

  it('is read when it has stopped changing', async () => {
    const world = await begunWorld();
    world.write('PHASE_1.md', '');
    for (const part of ['one, ', 'two, ', 'three']) {
      // The first, and three seconds more.
      for (let count = 0; count < 4; count += 1) await world.watch.look();
      expect(world.taken()).toEqual([]);
      appendFileSync(join(world.root, 'PHASE_1.md'), part);
    }
    expect(await world.settle()).toEqual(['PHASE_1.md is a completion marker']);
    expect(world.found).toBe(1);
  });

  it('of gigabytes is told by its beginning and size, and read no further', async () => {
    const world = await begunWorld();
    world.write('PHASE_1.md', 'x');
    truncateSync(join(world.root, 'PHASE_1.md'), 3_000_000_000);
    expect(await world.settle()).toHaveLength(1);
    truncateSync(join(world.root, 'PHASE_1.md'), 3_000_000_001);
    expect(await world.settle()).toHaveLength(1);
  });

  it('that changes while others are read is left until it has settled', async () => {
    const world = await begunWorld({ onFound: () => world.write('PHASE_2.md', 'half') });
    world.write('PHASE_1.md', 'one');
    world.write('PHASE_2.md', 'two');
    expect(await world.settle()).toHaveLength(1);
    world.write('PHASE_2.md', 'whole');
    expect(await world.settle()).toHaveLength(1);
  });

  it('in an ignored place is none', async () => {
    const world = await begunWorld({ ignore: ['vendor/'] });
    world.write('.gitignore', 'node_modules/\n');
    for (const folder of ['node_modules/x', 'vendor', '.git']) world.write(`${folder}/PHASE_1.md`, folder);
    expect(await world.settle()).toEqual([]);
  });

  it('is not looked for behind links that lead in circles, or in what is no file', async () => {
    const world = await begunWorld();
    mkdirSync(join(world.root, 'a'));
    symlinkSync('..', join(world.root, 'a/up'));
    symlinkSync('PHASE_9.md', join(world.root, 'PHASE_9.md'));
    symlinkSync('nowhere', join(world.root, 'PHASE_8.md'));
    execFileSync('mkfifo', [join(world.root, 'PHASE_7.md')]);
    mkdirSync(join(world.root, 'PHASE_6.md'));
    expect(await world.settle()).toEqual([]);
    expect(world.faults).toEqual([]);
  });

  it('with a hostile name is found and named as it is', async () => {
    const world = await begunWorld();
    const name = 'PHASE_ "x"\n<b>ü\u202e.md';
    world.write(name, 'x');
    expect(await world.settle()).toEqual([`${name} is a completion marker`]);
  });
});

describe('rules that change', () => {
  it('make no news of what was there, and lose nothing that is new by the old ones', async () => {
    const world = await begunWorld();
    world.write('old.done', 'old');
    await world.settle();
    world.restart({ rules: { ...defaultMarkerRules, names: [...defaultMarkerRules.names, '*.done'] } });
    world.write('PHASE_1.md', 'made while it was down');
    expect(await world.settle()).toEqual(['PHASE_1.md is a completion marker']);
    expect(world.history).toEqual([0, 1]);
    world.write('new.done', 'new');
    expect(await world.settle()).toEqual(['new.done is a completion marker']);
  });
});

describe('a tree that disappears', () => {
  it('is said once, and asks for nothing when it is back', async () => {
    const world = await begunWorld();
    world.write('PHASE_1.md', 'one');
    await world.settle();
    const { root } = world;
    world.rename('', `../${root.split('/').at(-1)}-away`);
    await world.settle();
    expect(world.faults).toEqual([{ type: 'tree', message: expect.stringContaining(root) }]);
    world.rename(`../${root.split('/').at(-1)}-away`, '');
    world.write('PHASE_2.md', 'two');
    expect(await world.settle()).toEqual(['PHASE_2.md is a completion marker']);
  });
});

it('an intake that cannot be written is said, and the marker offered again', async () => {
  const world = await begunWorld();
  const offer = vi.spyOn(world.intake, 'offer').mockImplementationOnce(() => {
    throw new Error('the disk is full');
  });
  world.write('PHASE_1.md', 'one');
  expect(await world.settle()).toEqual(['PHASE_1.md is a completion marker']);
  expect(offer).toHaveBeenCalledTimes(2);
  expect(world.faults).toEqual([{ type: 'tree', message: 'the disk is full' }]);
});

it('hints lead to markers in new, nested and renamed folders, without any sweep of the whole', async () => {
  const world = new MarkerWorld({ sweepMs: 3_600_000, lookMs: 100 });
  world.write('.gitignore', 'PHASE_9.md');
  world.watch.start();
  await vi.waitFor(() => expect(world.history).toEqual([0]), { timeout: 10_000 });
  world.write('PHASE_9.md', 'ignored');
  world.write('a/b/c/PHASE_1.md', 'done');
  world.write('PHASE_2.md', 'done');
  await vi.waitFor(() => expect(world.found).toBe(2), { timeout: 10_000 });
  world.rename('a', 'z');
  world.write('z/b/PHASE_3.md', 'done');
  await vi.waitFor(() => expect(world.found).toBe(3), { timeout: 10_000 });
  await world.watch.stop();
  expect(world.taken()).toHaveLength(3);
});
