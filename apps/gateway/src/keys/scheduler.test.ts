import { expect, it } from 'vitest';
import { Alarm } from './scheduler.ts';
import { ManualTime } from './testing/manual-time.ts';

function alarm() {
  const time = new ManualTime(0);
  const rung: number[] = [];
  return { time, rung, alarm: new Alarm(time, () => rung.push(time.now())) };
}

it('rings once, at the soonest of the times it was set to', () => {
  const { time, rung, alarm: bell } = alarm();
  bell.set(500, time.now());
  bell.set(300, time.now());
  bell.set(400, time.now());
  time.advance(1000);
  expect(rung).toEqual([300]);
});

it('can be set again once it has rung, and does not ring when stopped', () => {
  const { time, rung, alarm: bell } = alarm();
  bell.set(300, time.now());
  time.advance(300);
  bell.set(900, time.now());
  time.advance(600);
  bell.set(1000, time.now());
  bell.stop();
  time.advance(1000);
  expect(rung).toEqual([300, 900]);
  expect(time.timers).toBe(0);
});

it('rings at once for a time that has passed, and never for no time', () => {
  const { time, rung, alarm: bell } = alarm();
  time.advance(100);
  bell.set(50, time.now());
  time.advance(0);
  bell.set(Number.POSITIVE_INFINITY, time.now());
  expect(rung).toEqual([100]);
  expect(time.timers).toBe(0);
});
