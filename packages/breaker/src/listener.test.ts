import { describe, expect, it, vi } from 'vitest';
import { Breaker } from './breaker.ts';
import type { Transition } from './options.ts';
import { failUntilOpen, subject } from './testing/subject.ts';

describe('a listener to transitions', () => {
  it('hears every transition in order, once', () => {
    const { breaker, clock, transitions } = subject();
    failUntilOpen(breaker);
    clock.advance(60_000);
    breaker.success(breaker.acquire());
    breaker.success(breaker.acquire());
    expect(transitions.map(({ from, to, reason }) => `${from} ${to} ${reason}`)).toEqual([
      'closed open failures',
      'open half_open deadline',
      'half_open closed recovered',
    ]);
  });

  it('finds the breaker in its new state', () => {
    const seen: string[] = [];
    const { breaker } = subject({ onTransition: () => seen.push(breaker.state) });
    failUntilOpen(breaker);
    expect(seen).toEqual(['open']);
  });

  it('may move the breaker itself', () => {
    const { breaker, clock } = subject({
      onTransition: ({ to }) => {
        if (to === 'half_open') breaker.trip('quarantine', Number.POSITIVE_INFINITY);
      },
    });
    failUntilOpen(breaker);
    clock.advance(60_000);
    expect(breaker.acquire()).toBe(0);
    expect([breaker.state, breaker.openReason]).toEqual(['open', 'quarantine']);
  });

  it('that throws is reported as an uncaught exception and disturbs neither call nor breaker', async () => {
    const fault = new Error('bug in the listener');
    const report = vi.spyOn(globalThis, 'queueMicrotask').mockImplementation((task) => {
      expect(task).toThrow(fault);
    });
    const breaker = new Breaker({
      failureThreshold: 1,
      onTransition: () => {
        throw fault;
      },
    });
    const upstream = new Error('upstream');
    await expect(breaker.run(() => Promise.reject(upstream))).rejects.toBe(upstream);
    expect(report).toHaveBeenCalledOnce();
    expect([breaker.state, breaker.counts.calls.failure]).toEqual(['open', 1]);
    report.mockRestore();
  });

  it('can be exchanged and taken away', () => {
    const { breaker, transitions } = subject();
    const others: Transition[] = [];
    breaker.reconfigure({ onTransition: (transition) => others.push(transition) });
    breaker.trip('quarantine');
    breaker.reconfigure({ onTransition: undefined });
    breaker.reset();
    expect([transitions.length, others.length]).toEqual([0, 1]);
  });
});
