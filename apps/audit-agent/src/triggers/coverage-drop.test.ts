import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import type { Fault } from '../model.ts';
import { temporaryFolder } from '../testing/folder.ts';
import { testIntake } from '../testing/intake.ts';
import { createCoverageDropWatch } from './coverage-drop.ts';

function setUp(published: number | null = 90) {
  const { open } = testIntake();
  const report = join(temporaryFolder(), 'lcov.info');
  const faults: Fault[] = [];
  const measure = vi.fn<() => Promise<{ percent: number; source: string } | undefined>>();
  let intake = open();
  let auditing = false;
  let base = published ?? undefined;
  const create = () =>
    createCoverageDropWatch({
      reports: () => (existsSync(report) ? [report] : []),
      measure,
      isAuditing: () => auditing,
      published: () => base,
      intake,
      onFault: (fault) => faults.push(fault),
      now: () => 7000,
    });
  let watch = create();
  return {
    faults,
    measure,
    report,
    publish: (percent: number) => {
      base = percent;
    },
    setAuditing: (is: boolean) => {
      auditing = is;
    },
    restart: () => {
      intake = open();
      watch = create();
    },
    /** Writes a report that says so much, looks until it is judged, and returns what that led to. */
    write: async (percent: number | undefined, text = `SF:a.ts\n${percent}\n`) => {
      measure.mockResolvedValue(percent === undefined ? undefined : { percent, source: 'lcov, lcov.info' });
      writeFileSync(report, text);
      for (let count = 0; count < 3; count += 1) await watch.look();
      const reasons = intake.take();
      intake.done(reasons);
      return reasons;
    },
    look: () => watch.look(),
  };
}

it('a report more than five points below what is published asks for an audit', async () => {
  const { write } = setUp(90);
  expect(await write(84.9)).toEqual([
    {
      trigger: 'coverage_drop',
      key: expect.stringMatching(/^coverage_drop:[0-9a-f]{64}$/),
      text: 'coverage fell from 90.0 % to 84.9 % (lcov, lcov.info)',
      at: 7000,
    },
  ]);
});

it('a smaller drop, a rise, and a drop of exactly five points do not', async () => {
  const { write } = setUp(64.4);
  expect(await write(60)).toEqual([]);
  expect(await write(99)).toEqual([]);
  expect(await write(59.4)).toEqual([]);
});

it('nothing is a drop before the first audit, nor while reports are stale or partial', async () => {
  const { write } = setUp(null);
  expect(await write(1)).toEqual([]);
  const other = setUp(90);
  expect(await other.write(undefined)).toEqual([]);
  expect(other.faults).toEqual([]);
});

it('the same content asks once, also after a restart, and another one asks again', async () => {
  const { write, restart, publish } = setUp(90);
  expect(await write(50)).toHaveLength(1);
  expect(await write(50)).toEqual([]);
  restart();
  expect(await write(50)).toEqual([]);
  publish(50);
  expect(await write(50)).toEqual([]);
  expect(await write(40)).toHaveLength(1);
});

it('the report of an audit that is under way is no drop, unless it is one when that has ended', async () => {
  const { write, publish, setAuditing } = setUp(90);
  setAuditing(true);
  expect(await write(50)).toEqual([]);
  publish(50);
  setAuditing(false);
  expect(await write(50)).toEqual([]);
  setAuditing(true);
  expect(await write(40)).toEqual([]);
  setAuditing(false);
  expect(await write(40)).toHaveLength(1);
});

it('a drop that happened while the agent was down asks', async () => {
  const { write, restart } = setUp(90);
  await write(90);
  restart();
  expect(await write(60)).toHaveLength(1);
});

it('a report is read when it has stopped changing, and then once', async () => {
  const { write, measure, report, look } = setUp(90);
  await write(90);
  measure.mockClear();
  for (let count = 0; count < 5; count += 1) {
    writeFileSync(report, 'x'.repeat(count));
    await look();
  }
  expect(measure).not.toHaveBeenCalled();
  for (let count = 0; count < 5; count += 1) await look();
  expect(measure).toHaveBeenCalledTimes(1);
  rmSync(report);
  for (let count = 0; count < 3; count += 1) await look();
  expect(measure).toHaveBeenCalledTimes(1);
});

it('what cannot be measured is said once and tried again', async () => {
  const { write, measure, faults } = setUp(90);
  measure.mockRejectedValueOnce(new Error('out of luck'));
  expect(await write(50)).toHaveLength(1);
  expect(faults).toEqual([{ type: 'coverage_unreadable', message: 'out of luck' }]);
});

it('a folder of reports stands for its files', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'v8'));
  const intake = testIntake().open();
  const watch = createCoverageDropWatch({
    reports: () => [join(folder, 'v8')],
    measure: async () => ({ percent: 1, source: 'V8' }),
    isAuditing: () => false,
    published: () => 90,
    intake,
    onFault: () => {},
  });
  await watch.look();
  await watch.look();
  expect(intake.take()).toEqual([]);
  for (const text of ['one', 'two']) {
    writeFileSync(join(folder, 'v8/coverage-1.json'), text);
    await watch.look();
    await watch.look();
    expect(intake.take()).toHaveLength(1);
  }
});
