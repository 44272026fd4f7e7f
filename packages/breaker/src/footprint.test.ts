import { readFile } from 'node:fs/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Breaker } from './breaker.ts';
import { BreakerRegistry } from './registry.ts';
import { failureRate } from './rules/failure-rate.ts';
import { heapBytes } from './testing/heap.ts';
import { failUntilOpen, recover, subject } from './testing/subject.ts';

afterEach(() => vi.restoreAllMocks());

describe('the footprint of a breaker', () => {
  it('holds no timer and keeps no process alive, in whatever state', async () => {
    const timers = (['setTimeout', 'setInterval', 'setImmediate'] as const).map((name) => vi.spyOn(globalThis, name));
    const resources = process.getActiveResourcesInfo();
    const { breaker, clock } = subject({
      tripRules: [failureRate({ rate: 0.5, windowMs: 1_000 })],
      ramp: { durationMs: 1_000 },
    });
    await breaker.run(async () => 1);
    failUntilOpen(breaker);
    clock.advance(60_000);
    recover(breaker);
    new BreakerRegistry({ idleMs: 1 }).get('key');
    for (const timer of timers) expect(timer).not.toHaveBeenCalled();
    expect(process.getActiveResourcesInfo()).toEqual(resources);
  });

  it('adds no listener to a caller’s signal', async () => {
    const { signal } = new AbortController();
    const listen = vi.spyOn(signal, 'addEventListener');
    await new Breaker().run(async () => 1, { signal });
    expect(listen).not.toHaveBeenCalled();
  });

  it.each([
    ['by default', undefined],
    ['with options of its own', { failureThreshold: 4, timeoutMs: 30_000 }],
  ])('is at most 600 bytes while idle %s', (_name, options) => {
    const count = 20_000;
    const breakers = new Array<Breaker>(count);
    const before = heapBytes();
    for (let index = 0; index < count; index++) breakers[index] = new Breaker(options);
    expect((heapBytes() - before) / count).toBeLessThan(600);
    expect(breakers).toHaveLength(count);
  });

  it('needs nothing but itself', async () => {
    const manifest: object = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'));
    expect(Object.keys(manifest).filter((key) => key.toLowerCase().includes('dependencies'))).toEqual([]);
  });
});
