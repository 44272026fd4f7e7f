import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CountWindow } from './count-window.ts';

const script = fc.array(fc.boolean(), { maxLength: 60 });

describe('a window over the last calls', () => {
  it('holds the latest calls and no others', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), script, (size, calls) => {
        const window = new CountWindow(size);
        for (const hit of calls) window.add(hit);
        const latest = calls.slice(-size);
        expect([window.total, window.hits]).toEqual([latest.length, latest.filter(Boolean).length]);
      }),
    );
  });

  it('keeps the latest calls when they move to a window of another size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }), script, (from, to, calls) => {
        const window = new CountWindow(from);
        for (const hit of calls) window.add(hit);
        const other = new CountWindow(to);
        other.load(window.save());
        const latest = calls.slice(-from).slice(-to);
        expect(other.save()).toEqual({ calls: latest.map((hit) => (hit ? '1' : '0')).join('') });
      }),
    );
  });

  it('is empty after clearing, and counts on', () => {
    const window = new CountWindow(3);
    for (let call = 0; call < 5; call++) window.add(true);
    window.clear();
    expect([window.total, window.hits]).toEqual([0, 0]);
    window.add(false);
    expect([window.total, window.hits]).toEqual([1, 0]);
  });

  it('leaves data of a time window aside', () => {
    const window = new CountWindow(3);
    window.load({ buckets: [[0, 5, 5]] });
    expect(window.total).toBe(0);
  });
});
