import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ManualClock } from '../testing/manual-clock.ts';
import { TimeWindow } from './time-window.ts';

function contents(window: TimeWindow): [total: number, hits: number] {
  window.refresh();
  return [window.total, window.hits];
}

const steps = fc.array(fc.record({ waitMs: fc.integer({ min: 0, max: 400 }), hit: fc.boolean() }), { maxLength: 80 });

describe('a window over the last time', () => {
  it('holds the calls of the current tenth and the nine before it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(10, 77, 1_000, 999.5),
        fc.integer({ min: 0, max: 1e6 }),
        steps,
        (size, start, calls) => {
          const clock = new ManualClock(start);
          const window = new TimeWindow(size, clock);
          const made: { at: number; hit: boolean }[] = [];
          for (const { waitMs, hit } of calls) {
            clock.advance(waitMs);
            window.add(hit);
            made.push({ at: clock.now(), hit });
            const tenth = (at: number) => Math.floor(at / (size / 10));
            const held = made.filter(({ at }) => tenth(at) > tenth(clock.now()) - 10);
            expect(contents(window)).toEqual([held.length, held.filter((call) => call.hit).length]);
          }
        },
      ),
    );
  });

  it('is empty after as much idle time', () => {
    const clock = new ManualClock();
    const window = new TimeWindow(1_000, clock);
    window.add(true);
    clock.advance(899);
    expect(contents(window)[0]).toBe(1);
    clock.advance(101);
    expect(contents(window)).toEqual([0, 0]);
  });

  it('takes a clock that steps back for one that stands still', () => {
    const clock = new ManualClock();
    const window = new TimeWindow(1_000, clock);
    window.add(true);
    clock.advance(-5_000);
    window.add(false);
    expect(contents(window)).toEqual([2, 1]);
  });

  it('comes back from saved data as it was', () => {
    fc.assert(
      fc.property(fc.constantFrom(10, 77, 1_000), steps, (size, calls) => {
        const clock = new ManualClock();
        const window = new TimeWindow(size, clock);
        for (const { waitMs, hit } of calls) {
          clock.advance(waitMs);
          window.add(hit);
        }
        const other = new TimeWindow(size, clock);
        other.load(window.save());
        clock.advance(size / 2);
        expect(contents(other)).toEqual(contents(window));
      }),
    );
  });

  it('finds the tenth of a saved call also where its number divides inexactly', () => {
    const tenthMs = 425.99067971167494;
    const clock = new ManualClock(4_108_071_114 * tenthMs + 1);
    const window = new TimeWindow(10 * tenthMs, clock);
    window.add(true);
    const other = new TimeWindow(10 * tenthMs, clock);
    other.load(window.save());
    clock.advance(9 * tenthMs);
    expect(contents(other)).toEqual([1, 1]);
  });

  it('drops saved calls that are too old by now, and takes those from the future for present', () => {
    const clock = new ManualClock();
    const window = new TimeWindow(1_000, clock);
    window.load({
      buckets: [
        [clock.now() - 1_000, 3, 3],
        [clock.now() + 1e9, 2, 1],
      ],
    });
    expect(contents(window)).toEqual([2, 1]);
    clock.advance(1_000);
    expect(contents(window)[0]).toBe(0);
  });

  it('leaves data of a count window aside, and is empty after clearing', () => {
    const window = new TimeWindow(1_000, new ManualClock());
    window.load({ calls: '111' });
    expect(contents(window)[0]).toBe(0);
    window.add(true);
    window.clear();
    expect(contents(window)[0]).toBe(0);
    window.add(true);
    expect(contents(window)[0]).toBe(1);
  });
});
