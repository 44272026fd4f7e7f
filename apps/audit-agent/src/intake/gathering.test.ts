import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createGathering } from './gathering.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp() {
  let audits = 0;
  const gathering = createGathering({ onReady: () => (audits += 1) });
  return { gathering, audits: () => audits, pass: (ms: number) => vi.advanceTimersByTime(ms) };
}

it('a hundred reasons within two seconds become one audit', () => {
  const { gathering, audits, pass } = setUp();
  for (let count = 0; count < 100; count += 1) {
    gathering.add('marker_detected');
    pass(20);
  }
  expect(audits()).toBe(0);
  pass(1480);
  expect(audits()).toBe(1);
  pass(60_000);
  expect(audits()).toBe(1);
});

it('reasons that never cease do not put the audit off for ever', () => {
  const { gathering, audits, pass } = setUp();
  for (let count = 0; count < 25; count += 1) {
    gathering.add('commit');
    pass(1000);
  }
  expect(audits()).toBe(2);
});

it('who asks by hand does not wait, whatever comes beside it', () => {
  const { gathering, audits, pass } = setUp();
  gathering.add('commit');
  gathering.add('manual');
  gathering.add('commit');
  expect(audits()).toBe(0);
  pass(0);
  expect(audits()).toBe(1);
  gathering.add('scheduled');
  pass(1499);
  expect(audits()).toBe(1);
  pass(1);
  expect(audits()).toBe(2);
});

it('a commit waits for the marker that came with it', () => {
  const { gathering, audits, pass } = setUp();
  gathering.add('commit');
  pass(5400);
  gathering.add('marker_detected');
  pass(1499);
  expect(audits()).toBe(0);
  pass(1);
  expect(audits()).toBe(1);
});

it('nothing comes after the stop', () => {
  const { gathering, audits, pass } = setUp();
  gathering.add('manual');
  gathering.stop();
  pass(60_000);
  expect(audits()).toBe(0);
  expect(vi.getTimerCount()).toBe(0);
});
