import { describe, expect, it } from 'vitest';
import type { KeyRecord, StateStore } from './state-store.ts';
import { ManualTime } from './testing/manual-time.ts';
import { account, type Fixture, fixture } from './testing/pool-fixture.ts';
import type { KeyPoolOptions } from './types.ts';

const accounts = [account('main', ['a', 'b', 'c']), account('spare', ['x'], { backup: true })];
const hour = 3_600_000;

/** What a disk would hold: only JSON survives. */
class PaperStore implements StateStore {
  readonly rows = new Map<string, string>();
  writes = 0;

  load(): ReadonlyMap<string, KeyRecord> {
    return new Map([...this.rows].map(([keyId, json]) => [keyId, JSON.parse(json)]));
  }
  save(_provider: string, records: ReadonlyMap<string, KeyRecord>): void {
    this.writes += 1;
    for (const [keyId, record] of records) this.rows.set(keyId, JSON.stringify(record));
  }
  forget(_provider: string, configured: ReadonlySet<string>): void {
    for (const keyId of this.rows.keys()) if (!configured.has(keyId)) this.rows.delete(keyId);
  }
  close(): void {}
}

function lives(options: Partial<KeyPoolOptions> = {}) {
  const store = new PaperStore();
  const begin = (changes: Partial<KeyPoolOptions> = {}): Fixture =>
    fixture({ accounts, store, ...options, ...changes });
  return { store, begin, restartAt: (now: number) => at(begin, now) };
}

function at(begin: (changes: Partial<KeyPoolOptions>) => Fixture, now: number): Fixture {
  const time = new ManualTime(now);
  return { ...begin({ clock: time, scheduler: time }), time };
}

describe('after a restart', () => {
  it('open keys are still open, until the same moment and for the same reason', () => {
    const { begin, restartAt } = lives();
    const before = begin();
    before.trip('a');
    const rested = before.lease();
    rested.settle({ kind: 'rate_limit', retryAfterMs: 600_000 });
    const after = restartAt(before.time.now() + 10_000);
    for (const id of ['a', rested.key.id]) {
      const { state, openUntil, openReason } = before.key(id).breaker;
      expect(after.key(id).breaker).toMatchObject({ state, openUntil, openReason });
      for (let call = 0; call < 20; call += 1) expect(after.lease().key.id).not.toBe(id);
    }
    after.time.advance(50_000);
    expect(after.lease().key.id).toBe('a');
  });

  it('quarantined keys are still quarantined, and probed soon in case they were renewed', () => {
    const { begin, restartAt } = lives();
    const before = begin();
    before.lease().settle({ kind: 'credit' });
    const after = restartAt(before.time.now() + 1000);
    expect(after.pool.statusCounts().quarantined).toBe(3);
    expect(after.pool.takeProbe()).toBeUndefined();
    after.time.advance(30_000);
    for (let probe = after.pool.takeProbe(); probe; probe = after.pool.takeProbe()) {
      probe.settle({ kind: 'success', durationMs: 1 });
    }
    expect(after.pool.statusCounts().quarantined).toBe(0);
  });

  it('counts go on, overrides hold and activated backups stay active', () => {
    const { begin, restartAt } = lives();
    const before = begin();
    before.trip('a');
    before.pool.override(before.key('b'), 'forced_open');
    before.pool.rotate({ activateBackup: true });
    const after = restartAt(before.time.now());
    expect(after.key('a').breaker.counts).toMatchObject({ trips: 1, calls: { failure: 5 } });
    expect(after.key('b').breaker.mode).toBe('forced_open');
    expect(after.key('x').active).toBe(true);
    expect(after.events).toEqual([]);
  });

  it('a key of another name starts closed, and one no longer configured is forgotten', () => {
    const { begin, store } = lives();
    const before = begin();
    before.trip('a');
    before.trip('b');
    const after = begin({ accounts: [account('main', ['a', 'new'])] });
    expect(after.pool.list().map(({ id, state }) => [id, state])).toEqual([
      ['a', 'open'],
      ['new', 'closed'],
    ]);
    expect([...store.rows.keys()]).toEqual(['a']);
  });

  it.each(['{}', 'null', '{"snapshot":{"version":99}}', '[]'])('a record like %s costs its own key only', (json) => {
    const { begin, store } = lives();
    begin().trip('a');
    store.rows.set('b', json);
    const after = begin();
    expect(after.pool.list().map(({ state }) => state)).toEqual(['open', 'closed', 'closed', 'closed']);
    expect(after.events).toEqual([
      { kind: 'state_discarded', provider: 'deepseek', key: after.key('b'), cause: expect.any(Error) },
    ]);
  });

  it('a clock that was set back in the meantime keeps no key open for ever', () => {
    const { begin, restartAt } = lives();
    const before = begin({ clock: new ManualTime(Date.UTC(2040, 0)) });
    before.trip('a');
    before.lease().settle({ kind: 'rate_limit', retryAfterMs: 500_000 });
    const after = restartAt(Date.UTC(2030, 0));
    for (const { openUntil } of after.pool.list()) expect(openUntil ?? 0).toBeLessThanOrEqual(after.time.now() + hour);
    after.time.advance(hour);
    expect(after.pool.retryAfterMs()).toBe(0);
    expect(['a', 'b', 'c'].map((id) => after.key(id).breaker.retryAfterMs())).toEqual([0, 0, 0]);
  });

  it('a clock that was set forward reopens keys, but no quarantined one', () => {
    const { begin, restartAt } = lives();
    const before = begin();
    before.trip('a');
    const revoked = before.lease();
    revoked.settle({ kind: 'credential' });
    const after = restartAt(before.time.now() + 1000 * hour);
    expect(after.lease().key.id).toBe('a');
    expect(after.key(revoked.key.id).breaker.openReason).toBe('quarantine');
  });
});

describe('state is written', () => {
  it('at every transition, before the settling call returns', () => {
    const { begin, store } = lives();
    const { lease, key } = begin({ breaker: { failureThreshold: 1 } });
    const one = lease();
    one.settle({ kind: 'failure' });
    expect(JSON.parse(store.rows.get(one.key.id) ?? '')).toMatchObject({
      snapshot: key(one.key.id).breaker.snapshot(),
    });
  });

  it('once for a whole account', () => {
    const { begin, store } = lives();
    begin().lease().settle({ kind: 'credit' });
    expect(store.writes).toBe(1);
    expect(store.rows.size).toBe(4);
  });

  it('not for calls that move nothing', () => {
    const { begin, store } = lives();
    const { lease } = begin();
    for (let call = 0; call < 20; call += 1) lease().settle({ kind: 'success', durationMs: 1 });
    lease().settle({ kind: 'failure' });
    expect(store.writes).toBe(0);
  });

  it('when a later deadline or a lifted override changes an open key without a transition', () => {
    const { begin, store } = lives();
    const { lease, key, pool, time } = begin({ accounts: [account('main', ['a'])] });
    const [one, other] = [lease(), lease()];
    one.settle({ kind: 'rate_limit', retryAfterMs: 1000 });
    other.settle({ kind: 'rate_limit', retryAfterMs: 90_000 });
    expect(JSON.parse(store.rows.get('a') ?? '').snapshot.openUntil).toBe(time.now() + 90_000);
    pool.override(key('a'), 'disabled');
    expect(JSON.parse(store.rows.get('a') ?? '').snapshot.mode).toBe('disabled');
  });

  it('without any key material', () => {
    const { begin, store } = lives();
    const { trip } = begin();
    trip('a');
    expect(JSON.stringify([...store.rows])).not.toContain('sk-');
  });
});
