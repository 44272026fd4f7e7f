import { describe, expect, it } from 'vitest';
import { Fault } from '../api/fault.ts';
import type { Gateway } from '../api/gateway.ts';
import { applyChange, type Change, describeChange, type Scope } from './change.ts';

const key = (keyId: string) => ({ keyId, provider: 'deepseek' });
const one: Scope = { of: 'key', keys: [key('deepseek-2')] };
const some: Scope = { of: 'provider', keys: Array.from({ length: 12 }, (_, i) => key(`k-${i}`)) };
const all: Scope = { of: 'all', keys: some.keys };

describe('what a change says before it is done', () => {
  it.each<[Change, string]>([
    [{ kind: 'reset', on: one }, 'Reset deepseek-2? deepseek-2 of deepseek is closed at once'],
    [{ kind: 'reset', on: some }, 'Reset 12 keys of deepseek? k-0, k-1, .* k-9 and 2 more. They are closed'],
    [{ kind: 'reset', on: all }, 'Reset all 12 keys?'],
    [
      { kind: 'configure', on: one, fields: { timeout_seconds: 30 } },
      'configuration of deepseek-2? First open time, in seconds: 30 .* until the gateway restarts',
    ],
    [{ kind: 'override', key: key('a'), mode: 'forced_open' }, 'Override a? .* held open. It takes no calls'],
    [{ kind: 'override', key: key('a'), mode: 'auto' }, 'End the override of a?'],
    [{ kind: 'activate_backups', provider: 'p', count: 1 }, 'of p? 1 backup key of p will take calls'],
  ])('%#', (change, text) => {
    const { title, effects } = describeChange(change);
    expect(`${title} ${effects.join(' ')}`).toMatch(new RegExp(text.replaceAll('?', '\\?')));
  });
});

describe('doing a change', () => {
  /** Records what it is asked, and refuses the keys that are named. */
  function gateway(...refused: string[]) {
    const asked: string[] = [];
    const act = async (key: string) => {
      asked.push(key);
      if (refused.includes(key)) throw new Fault(`${key} is unknown`, '', 404);
    };
    return { asked, gateway: { reset: act, configure: act, resetAll: () => act('all') } as unknown as Gateway };
  }

  it('to all keys is one call, to those of a provider one for each', async () => {
    const first = gateway();
    await applyChange({ kind: 'reset', on: all }, first.gateway);
    expect(first.asked).toEqual(['all']);
    const second = gateway();
    expect(await applyChange({ kind: 'reset', on: some }, second.gateway)).toBe('Done: 12 keys of deepseek reset.');
    expect(second.asked.toSorted()).toEqual(some.keys.map(({ keyId }) => keyId).toSorted());
  });

  it('goes on after a key that fails, and tells of it', async () => {
    const { asked, gateway: failing } = gateway('k-0', 'k-5');
    const done = applyChange({ kind: 'configure', on: some, fields: {} }, failing);
    await expect(done).rejects.toThrow('2 of 12 keys were not changed. The first: k-0 is unknown');
    expect(asked).toHaveLength(12);
  });

  it('to one key fails with what the gateway says', async () => {
    const done = applyChange({ kind: 'reset', on: one }, gateway('deepseek-2').gateway);
    await expect(done).rejects.toMatchObject({ status: 404, message: 'deepseek-2 is unknown' });
  });
});
