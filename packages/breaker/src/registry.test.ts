import { describe, expect, it } from 'vitest';
import { BreakerRegistry, type RegistryOptions } from './registry.ts';
import { ManualClock } from './testing/manual-clock.ts';

function registry(options: RegistryOptions = {}) {
  const clock = new ManualClock();
  const evicted: string[] = [];
  const made = new BreakerRegistry({ clock, onEvict: (key) => evicted.push(key), ...options });
  return { breakers: made, clock, evicted };
}

const keysOf = (breakers: BreakerRegistry) => [...breakers].map(([key]) => key);

describe('a registry', () => {
  it('makes one breaker per key and hands out the same again', () => {
    const { breakers } = registry();
    const a = breakers.get('a');
    expect(breakers.get('a')).toBe(a);
    expect(breakers.get('b')).not.toBe(a);
    expect(breakers.size).toBe(2);
    expect(keysOf(breakers).toSorted()).toEqual(['a', 'b']);
  });

  it('looks without making', () => {
    const { breakers } = registry();
    expect(breakers.peek('a')).toBeUndefined();
    expect(breakers.size).toBe(0);
    expect(breakers.get('a')).toBe(breakers.peek('a'));
  });

  it('forgets on request', () => {
    const { breakers, evicted } = registry({ pinned: ['a'] });
    breakers.get('a');
    expect([breakers.delete('a'), breakers.delete('a')]).toEqual([true, false]);
    expect([breakers.size, evicted]).toEqual([0, []]);
  });

  it('forgets the pin with the breaker', () => {
    const { breakers, evicted } = registry({ cap: 1, pinned: ['a'] });
    breakers.delete('a');
    breakers.get('a');
    breakers.get('b');
    expect(evicted).toEqual(['a']);
  });

  it('gives every breaker the common options, or those of its key', () => {
    const common = registry({ breaker: { failureThreshold: 7 } }).breakers;
    expect(common.get('a').counts.failureThreshold).toBe(7);
    const own = registry({ breaker: (key) => ({ failureThreshold: key.length }) }).breakers;
    expect(own.get('four').counts.failureThreshold).toBe(4);
  });

  it('holds no more than its cap, and lets the longest unused go', () => {
    const { breakers, evicted } = registry({ cap: 2 });
    breakers.get('a');
    breakers.get('b');
    breakers.get('a');
    breakers.get('c');
    expect([breakers.size, evicted]).toEqual([2, ['b']]);
  });

  it('evicts quiet breakers that were idle, as new ones are made', () => {
    const { breakers, clock, evicted } = registry({ idleMs: 1_000 });
    for (const key of ['a', 'b', 'c']) breakers.get(key);
    clock.advance(999);
    breakers.get('c');
    clock.advance(1);
    breakers.get('d');
    expect([evicted, keysOf(breakers)]).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
  });

  it('counts every use', () => {
    const { breakers, clock } = registry({ idleMs: 1_000 });
    for (const key of ['a', 'b']) breakers.get(key);
    clock.advance(600);
    breakers.get('a');
    breakers.peek('b');
    clock.advance(600);
    breakers.sweep();
    expect(keysOf(breakers)).toEqual(['a']);
  });

  it('evicts all that were idle when asked to', () => {
    const { breakers, clock } = registry({ idleMs: 1_000, pinned: ['1'] });
    for (let key = 0; key < 100; key++) breakers.get(String(key));
    clock.advance(1_000);
    breakers.sweep();
    expect(keysOf(breakers)).toEqual(['1']);
  });

  it('evicts in a sweep also what had to be kept before and is quiet by now', () => {
    const { breakers, clock, evicted } = registry({ idleMs: 1_000 });
    const open = breakers.get('open');
    open.trip('quarantine');
    clock.advance(1_000);
    breakers.get('new');
    open.reset();
    clock.advance(500);
    breakers.get('new');
    breakers.sweep();
    expect(evicted).toEqual(['open']);
  });

  it('keeps what it would be wrong to forget: open, overridden, or counting failures', () => {
    const { breakers, clock, evicted } = registry({ cap: 4, idleMs: 1_000 });
    breakers.get('open').trip('quarantine', Number.POSITIVE_INFINITY);
    breakers.get('disabled').override('disabled');
    const failing = breakers.get('failing');
    failing.failure(failing.acquire());
    clock.advance(1e9);
    breakers.sweep();
    for (let key = 0; key < 10; key++) breakers.get(`new ${key}`);
    expect(breakers.size).toBe(4);
    expect(evicted).not.toContain('open');
    expect(evicted).not.toContain('disabled');
    expect(evicted).not.toContain('failing');
  });

  it('never evicts a pinned key, until it is unpinned', () => {
    const { breakers, clock, evicted } = registry({ cap: 1, idleMs: 0, pinned: ['a'] });
    breakers.get('a');
    clock.advance(1e9);
    expect(() => breakers.get('b')).toThrow(expect.objectContaining({ code: 'registry_full' }));
    breakers.unpin('a');
    breakers.get('b');
    breakers.pin('b');
    expect(() => breakers.get('c')).toThrow('No room for a breaker for "c"');
    expect(evicted).toEqual(['a']);
  });

  it('finds the one that may go among many that must stay', () => {
    const { breakers, evicted } = registry({ cap: 100 });
    for (let key = 0; key < 100; key++) breakers.get(String(key));
    for (const [key, breaker] of breakers) if (key !== '57') breaker.trip('quarantine');
    breakers.get('new');
    expect(evicted).toEqual(['57']);
  });

  it('settles the calls in flight of an evicted breaker without harm', () => {
    const { breakers } = registry({ cap: 1 });
    const old = breakers.get('a');
    const permit = old.acquire();
    breakers.get('b');
    old.failure(permit);
    expect(breakers.get('a').counts.failures).toBe(0);
  });

  it.each([{ cap: 0 }, { cap: 1.5 }, { idleMs: -1 }])('refuses %j', (options) => {
    expect(() => registry(options)).toThrow(expect.objectContaining({ code: 'invalid_option' }));
  });
});
