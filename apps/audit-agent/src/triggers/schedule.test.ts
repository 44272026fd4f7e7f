import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Fault } from '../model.ts';
import { testIntake } from '../testing/intake.ts';
import { createSchedule } from './schedule.ts';

const hour = 3_600_000;
const noon = Date.UTC(2026, 5, 1, 12);

interface Setting {
  readonly cron?: string;
  readonly timeZone?: string;
  readonly lastAuditAt?: number;
  readonly at?: number;
}

function setUp({ cron = '0 * * * *', timeZone = 'UTC', lastAuditAt, at = noon }: Setting = {}) {
  const { open } = testIntake();
  let now = at;
  let intake = open();
  const faults: Fault[] = [];
  const create = () =>
    createSchedule({ cron, timeZone, intake, lastAuditAt, now: () => now, onFault: (fault) => faults.push(fault) });
  let schedule = create();
  const slots = () => {
    const taken = intake.take();
    intake.done(taken);
    return taken.map(({ key }) => key.replace('schedule:', ''));
  };
  return {
    faults,
    slots,
    intake: () => intake,
    schedule: () => schedule,
    restart: () => {
      intake = open();
      schedule = create();
    },
    /** The slots that come due on the way, looked at as often as the timers would. */
    passTo: async (until: number, stepMs = 30_000) => {
      const found: string[] = [];
      while (now < until) {
        now = Math.min(now + stepMs, until);
        await schedule.look();
        found.push(...slots());
      }
      return found;
    },
    lookAt: async (time: number) => {
      now = time;
      await schedule.look();
      return slots();
    },
  };
}

const iso = (at: number) => new Date(at).toISOString();

afterEach(() => void vi.useRealTimers());

describe('an hourly schedule', () => {
  it('asks once per hour', async () => {
    const { passTo, lookAt } = setUp({ lastAuditAt: noon });
    expect(await lookAt(noon + 1000)).toEqual([]);
    expect(await passTo(noon + 3.5 * hour)).toEqual([1, 2, 3].map((count) => iso(noon + count * hour)));
  });

  it('asks at once where no audit has ever finished', async () => {
    const { schedule, intake } = setUp({ at: noon + 60_000 });
    await schedule().look();
    await schedule().look();
    expect(intake().waiting()).toEqual([
      {
        trigger: 'scheduled',
        key: `schedule:${iso(noon)}`,
        text: 'it is the first, for the slot of 2026-06-01 12:00 UTC',
        at: noon + 60_000,
      },
    ]);
  });

  it('catches up with one slot after a day of sleep', async () => {
    const { lookAt, intake, schedule } = setUp({ lastAuditAt: noon - 60_000 });
    expect(await lookAt(noon)).toEqual([iso(noon)]);
    expect(await lookAt(noon + 24.5 * hour)).toEqual([iso(noon + 24 * hour)]);
    expect(await lookAt(noon + 24.6 * hour)).toEqual([]);
    expect(intake().note('schedule.slot')).toBe(String(noon + 24 * hour));
    await schedule().stop();
  });

  it('catches up with one slot after downtime, and with none after ten restarts', async () => {
    const { lookAt, restart } = setUp({ lastAuditAt: noon - 60_000 });
    expect(await lookAt(noon)).toEqual([iso(noon)]);
    restart();
    expect(await lookAt(noon + 5.5 * hour)).toEqual([iso(noon + 5 * hour)]);
    for (let count = 0; count < 10; count += 1) {
      restart();
      expect(await lookAt(noon + 5.5 * hour + count)).toEqual([]);
    }
  });

  it('goes by the last audit where its own notes are lost', async () => {
    expect(await setUp({ lastAuditAt: noon - 100 }).lookAt(noon)).toEqual([iso(noon)]);
    expect(await setUp({ lastAuditAt: noon + 100 }).lookAt(noon + 200)).toEqual([]);
  });

  it('repeats nothing when the clock is set back, and goes on from there', async () => {
    const { passTo, lookAt } = setUp({ lastAuditAt: noon });
    expect(await passTo(noon + 2.5 * hour)).toHaveLength(2);
    expect(await lookAt(noon - 1.5 * hour)).toEqual([]);
    expect(await passTo(noon + 3.5 * hour)).toEqual([-1, 0, 3].map((count) => iso(noon + count * hour)));
  });

  it('is not silenced by a clock that was in another year for a while', async () => {
    const { passTo, lookAt } = setUp({ lastAuditAt: noon });
    expect(await lookAt(noon + 24 * 365 * hour)).toHaveLength(1);
    expect(await lookAt(noon + 60_000)).toEqual([]);
    expect(await passTo(noon + 1.5 * hour)).toEqual([iso(noon + hour)]);
  });

  it('has 23 and 25 slots on the days on which the clocks change', async () => {
    const count = async (from: string, until: string) => {
      const at = Date.parse(from);
      return (await setUp({ timeZone: 'Europe/Berlin', lastAuditAt: at, at }).passTo(Date.parse(until), 600_000))
        .length;
    };
    expect(await count('2026-03-29T00:00+01:00', '2026-03-30T00:00+02:00')).toBe(23);
    expect(await count('2026-10-25T00:00+02:00', '2026-10-26T00:00+01:00')).toBe(25);
  });
});

describe('a daily schedule in a zone', () => {
  it.each([
    ['the night that has no 02:30', '2026-03-28T12:00Z', '2026-03-29T01:00:00.000Z'],
    ['the night that has 02:30 twice', '2026-10-24T12:00Z', '2026-10-25T00:30:00.000Z'],
    ['any other night', '2026-06-01T12:00Z', '2026-06-02T00:30:00.000Z'],
  ])('comes once in %s', async (_night, from, slot) => {
    const at = Date.parse(from);
    const { passTo } = setUp({ cron: '30 2 * * *', timeZone: 'Europe/Berlin', lastAuditAt: at, at });
    expect(await passTo(at + 18 * hour, 300_000)).toEqual([slot]);
  });
});

it('its timer rings at the slot itself', async () => {
  vi.useFakeTimers({ now: noon + hour - 45_000, toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  const intake = testIntake().open();
  const schedule = createSchedule({ cron: '@hourly', timeZone: 'UTC', intake, lastAuditAt: noon, onFault: () => {} });
  schedule.start();
  await vi.advanceTimersByTimeAsync(44_999);
  expect(intake.waiting()).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(intake.waiting()).toMatchObject([{ at: noon + hour, text: 'it is due at 2026-06-01 13:00 UTC' }]);
  await schedule.stop();
  expect(vi.getTimerCount()).toBe(0);
});

it.each([
  [{ cron: '0 * * *' }, /"0 \* \* \*" is no cron expression: .*write minute, hour/],
  [{ cron: '61 * * * *' }, /no cron expression/],
  [{ cron: '0 0 31 2 *' }, /never comes; write/],
  [{ cron: '2020-01-01T00:00:00' }, /never comes|no cron expression/],
  [{ timeZone: 'Mars/Olympus' }, /no time zone "Mars\/Olympus"; write for example/],
])('%j is refused with the remedy', (setting, message) => {
  expect(() => setUp(setting)).toThrow(
    expect.objectContaining({ code: 'schedule', message: expect.stringMatching(message) }),
  );
});
