import { beforeEach, describe, expect, it } from 'vitest';
import { CallDeadlines, type Expired, type Scheduler } from './deadlines.ts';

/** A machine whose time moves only by hand, and which counts the timers it was asked for. */
class Machine implements Scheduler {
  timers = 0;
  #now = 1_000;
  #pending: { at: number; run: () => void } | undefined;
  /** What has arrived, but is read only after the timers. */
  arrivals: (() => void)[] = [];

  now(): number {
    return this.#now;
  }

  schedule(run: () => void, delayMs: number): () => void {
    this.timers += 1;
    const timer = { at: this.#now + delayMs, run };
    this.#pending = timer;
    return () => {
      if (this.#pending === timer) this.#pending = undefined;
    };
  }

  afterArrivals(run: () => void): () => void {
    let wanted = true;
    const arriveThenRun = () => {
      for (const arrive of this.arrivals.splice(0)) arrive();
      if (wanted) run();
    };
    this.#pending = { at: this.#now, run: arriveThenRun };
    return () => {
      wanted = false;
      this.#pending = undefined;
    };
  }

  get idle(): boolean {
    return this.#pending === undefined;
  }

  pass(ms: number): void {
    const until = this.#now + ms;
    while (this.#pending !== undefined && this.#pending.at <= until) {
      const { at, run } = this.#pending;
      this.#pending = undefined;
      this.#now = at;
      run();
    }
    this.#now = until;
  }
}

describe('the deadlines of a call', () => {
  let machine: Machine;
  let expired: [Expired, number][];
  const start = (limits = {}) =>
    new CallDeadlines(
      { firstTokenMs: 100, idleMs: 50, totalMs: 1_000, ...limits },
      (which, limitMs) => expired.push([which, limitMs]),
      machine,
    );

  beforeEach(() => {
    machine = new Machine();
    expired = [];
  });

  it('end a call without a first token', () => {
    start();
    machine.pass(99);
    expect(expired).toEqual([]);
    machine.pass(1);
    expect(expired).toEqual([['first_token', 100]]);
    expect(machine.idle).toBe(true);
  });

  it('are not moved by arrivals that are no tokens', () => {
    const deadlines = start();
    for (let at = 0; at < 10; at += 1) {
      deadlines.wait();
      machine.pass(10);
      deadlines.pause();
    }
    expect(expired).toEqual([['first_token', 100]]);
  });

  it('end a call that falls silent, counting all waiting since the last token', () => {
    const deadlines = start();
    deadlines.wait();
    machine.pass(10);
    deadlines.pause();
    deadlines.token();
    for (const ms of [20, 20, 9]) {
      deadlines.wait();
      machine.pass(ms);
      deadlines.pause();
    }
    expect(expired).toEqual([]);
    deadlines.wait();
    machine.pass(1);
    expect(expired).toEqual([['idle', 50]]);
  });

  it('begin silence anew with every token', () => {
    const deadlines = start();
    for (let at = 0; at < 19; at += 1) {
      deadlines.wait();
      machine.pass(49);
      deadlines.pause();
      deadlines.token();
    }
    expect(expired).toEqual([]);
  });

  it('do not count the time in which nobody reads as silence', () => {
    const deadlines = start();
    deadlines.pause();
    deadlines.token();
    machine.pass(500);
    deadlines.wait();
    machine.pass(49);
    expect(expired).toEqual([]);
    machine.pass(1);
    expect(expired).toEqual([['idle', 50]]);
  });

  it('end every call at its total time, read or not', () => {
    const deadlines = start();
    deadlines.pause();
    deadlines.token();
    machine.pass(1_000);
    expect(expired).toEqual([['total', 1_000]]);
  });

  it('prefer the nearest deadline', () => {
    start({ totalMs: 60 });
    machine.pass(60);
    expect(expired).toEqual([['total', 60]]);
  });

  it('do not end a call whose token had arrived in time but was read late, the machine having slept', () => {
    const deadlines = start();
    deadlines.wait();
    machine.arrivals.push(() => {
      deadlines.pause();
      deadlines.token();
      deadlines.wait();
    });
    machine.pass(100);
    expect(expired).toEqual([]);
    machine.pass(50);
    expect(expired).toEqual([['idle', 50]]);
  });

  it('do not end a call whose end had arrived in time but was read late', () => {
    const deadlines = start();
    machine.arrivals.push(() => deadlines.stop());
    machine.pass(10_000);
    expect(expired).toEqual([]);
    expect(machine.idle).toBe(true);
  });

  it('can be brought forward', () => {
    const deadlines = start();
    deadlines.cap(30);
    machine.pass(30);
    expect(expired).toHaveLength(1);
  });

  it('can be switched off one by one', () => {
    start({ firstTokenMs: Number.POSITIVE_INFINITY, totalMs: Number.POSITIVE_INFINITY });
    machine.pass(2 ** 40);
    expect(expired).toEqual([]);
  });

  it('are silent after they were stopped', () => {
    const deadlines = start();
    deadlines.stop();
    deadlines.wait();
    machine.pass(10_000);
    expect(expired).toEqual([]);
    expect(machine.idle).toBe(true);
  });

  it('cost no timer per token', () => {
    const deadlines = start({ idleMs: 100 });
    for (let at = 0; at < 900; at += 1) {
      deadlines.wait();
      machine.pass(1);
      deadlines.pause();
      deadlines.token();
    }
    expect(machine.timers).toBeLessThan(15);
  });
});
