import { describe, expect, it } from 'vitest';
import type { Call } from '../call.ts';
import { FaultStore } from './store.ts';
import { faultKinds } from './table.ts';

const signal = new AbortController().signal;
const call = (key: string, free = false): Call => ({ key, free, dialect: 'chat', streamed: false, model: '', signal });

function fault(settings: { kind: string } & Record<string, unknown>) {
  const kind = faultKinds.get(settings.kind);
  if (!kind) throw new Error(`no kind ${settings.kind}`);
  return kind.create(settings);
}

describe('FaultStore', () => {
  it('prefers the fault of the key to that of all keys', () => {
    const store = new FaultStore(Math.random);
    store.set('*', fault({ kind: 'hang' }));
    store.set('a', fault({ kind: 'refuse' }));
    expect([store.take(call('a'))?.kind, store.take(call('b'))?.kind]).toEqual(['refuse', 'hang']);
  });

  it('lifts a fault after its times, and says how many are left', () => {
    const store = new FaultStore(Math.random);
    store.set('a', fault({ kind: 'refuse', times: 2 }));
    expect(store.take(call('a'))).toBeDefined();
    expect(store.list()['a']).toMatchObject({ times: 2, remaining: 1 });
    expect(store.take(call('a'))).toBeDefined();
    expect(store.take(call('a'))).toBeUndefined();
    expect(store.list()).toEqual({});
  });

  it('hits the share of calls that the probability says, and counts only those', () => {
    const dice = [0.1, 0.9, 0.29, 0.3];
    const store = new FaultStore(() => dice.shift() ?? 1);
    store.set('a', fault({ kind: 'refuse', probability: 0.3, times: 9 }));
    const hits = [1, 2, 3, 4].map(() => store.take(call('a')) !== undefined);
    expect(hits).toEqual([true, false, true, false]);
    expect(store.list()['a']).toMatchObject({ remaining: 7 });
  });

  it('spares free calls as the kind or the setting says', () => {
    const store = new FaultStore(Math.random);
    const spares = (settings: { kind: string; also_probes?: boolean }) => {
      store.set('a', fault(settings));
      return store.take(call('a', true)) === undefined;
    };
    expect(spares({ kind: 'unauthorized' })).toBe(false);
    expect(spares({ kind: 'unauthorized', also_probes: false })).toBe(true);
    expect(spares({ kind: 'hang' })).toBe(true);
    expect(spares({ kind: 'hang', also_probes: true })).toBe(false);
  });
});
