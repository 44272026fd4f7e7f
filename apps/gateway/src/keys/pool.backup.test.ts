import { describe, expect, it } from 'vitest';
import { account, fixture } from './testing/pool-fixture.ts';

const accounts = [account('main', ['a', 'b']), account('spare', ['x', 'y'], { backup: true })];

describe('backups', () => {
  it('are not used while enough active keys are usable', () => {
    const { lease, pool } = fixture({ accounts });
    for (let call = 0; call < 50; call += 1) expect(lease().key.account).toBe('main');
    expect(pool.statusCounts()).toEqual({ active: 2, resting: 0, quarantined: 0, backup: 2 });
  });

  it('become active one by one, in order, when usable keys fall below the floor', () => {
    const { trip, pool, key, events } = fixture({ accounts, minimumActive: 2 });
    trip('a');
    expect(pool.statusCounts()).toEqual({ active: 2, resting: 1, quarantined: 0, backup: 1 });
    const cause = 'minimum_active';
    expect(events.at(-1)).toEqual({ kind: 'backup_activated', provider: 'deepseek', key: key('x'), cause });
    trip('b');
    expect(key('y').active).toBe(true);
  });

  it('stay active when the others have recovered', () => {
    const { trip, pool, key } = fixture({ accounts, minimumActive: 2 });
    trip('a');
    pool.reset();
    expect(key('x').active).toBe(true);
    expect(pool.statusCounts().active).toBe(3);
  });

  it('take over in the very call that finds no other key', () => {
    const { lease, pool } = fixture({ accounts, minimumActive: 1 });
    lease().settle({ kind: 'credit' });
    expect(pool.statusCounts()).toEqual({ active: 1, resting: 0, quarantined: 2, backup: 1 });
    expect(lease().key.id).toBe('x');
  });

  it('serve requests that wait', async () => {
    const { lease, wait, key } = fixture({
      accounts: [account('main', ['a'], { maxConcurrent: 1 }), account('spare', ['x'], { backup: true })],
    });
    const held = lease();
    const waiting = wait();
    held.settle({ kind: 'credential' });
    expect((await waiting).key).toBe(key('x'));
  });

  it('are passed over while their own breakers are open, and taken when those reopen', () => {
    const { lease, key, time } = fixture({ accounts, minimumActive: 1 });
    key('x').breaker.trip('rate_limit', time.now() + 50_000);
    key('y').breaker.trip('quarantine', Number.POSITIVE_INFINITY);
    lease().settle({ kind: 'credit' });
    expect(() => lease()).toThrow(expect.objectContaining({ retryAfterMs: 50_000 }));
    time.advance(50_000);
    expect(lease().key.id).toBe('x');
    expect(key('y').active).toBe(false);
  });

  it('are all activated by a rotation, which says which', () => {
    const { pool, events } = fixture({ accounts });
    expect(pool.rotate({ activateBackup: false })).toEqual([]);
    expect(pool.rotate({ activateBackup: true }).map(({ id }) => id)).toEqual(['x', 'y']);
    expect(events.map(({ kind }) => kind)).toEqual(['backup_activated', 'backup_activated']);
    expect(pool.rotate({ activateBackup: true })).toEqual([]);
    expect(pool.statusCounts()).toEqual({ active: 4, resting: 0, quarantined: 0, backup: 0 });
  });

  it('are activated at the start where the configuration has too few other keys', () => {
    const { key, events } = fixture({ accounts, minimumActive: 3 });
    expect([key('x').active, key('y').active]).toEqual([true, false]);
    expect(events).toHaveLength(1);
  });
});
