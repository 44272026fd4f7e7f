import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Reason } from '../model.ts';
import { temporaryFolder } from '../testing/folder.ts';
import { testIntake } from '../testing/intake.ts';
import { openIntake } from './intake.ts';

const reason = (key: string, at = 1000): Reason => ({ trigger: 'commit', key, text: `because of ${key}`, at });

describe('a reason', () => {
  it('waits until an audit takes it, in the order of coming', () => {
    const intake = testIntake().open();
    expect(intake.offer(reason('b'))).toBe('new');
    expect(intake.offer(reason('a'))).toBe('new');
    expect(intake.waiting()).toEqual([reason('b'), reason('a')]);
    expect(intake.take()).toEqual([reason('b'), reason('a')]);
    expect(intake.waiting()).toEqual([]);
    expect(intake.take()).toEqual([]);
  });

  it('with a known key asks for nothing, whether it waits, runs or is done with', () => {
    const { open } = testIntake();
    let intake = open();
    intake.offer(reason('a'));
    expect(intake.offer(reason('a', 2000))).toBe('known');
    intake.take();
    expect(intake.offer(reason('a'))).toBe('known');
    intake.done([reason('a')]);
    expect(intake.offer(reason('a'))).toBe('known');
    intake = open();
    expect(intake.offer(reason('a'))).toBe('known');
    expect(intake.waiting()).toEqual([]);
  });

  it('that was taken by a process that died waits again', () => {
    const { open } = testIntake();
    const first = open();
    for (const key of ['a', 'b', 'c']) first.offer(reason(key));
    const taken = first.take();
    first.done(taken.slice(0, 1));
    expect(open().take()).toEqual([reason('b'), reason('c')]);
  });

  it('that was stored or taken is there after the process was killed', async () => {
    const { file, open } = testIntake();
    const source = `
      import { openIntake } from ${JSON.stringify(new URL('intake.ts', import.meta.url).href)};
      const intake = openIntake({ file: ${JSON.stringify(file)} });
      const reason = ${JSON.stringify(reason(''))};
      for (const key of ['a', 'b']) intake.offer({ ...reason, key });
      intake.take();
      intake.offer({ ...reason, key: 'c' });
      process.kill(process.pid, 'SIGKILL');
    `;
    const args = ['--conditions=switchgear-source', '--input-type=module', '--eval', source];
    expect(spawnSync(process.execPath, args).signal).toBe('SIGKILL');
    const intake = open();
    expect(intake.take().map(({ key }) => key)).toEqual(['a', 'b', 'c']);
    expect(intake.offer(reason('b'))).toBe('known');
  });

  it('that comes while an audit runs is left to the next one', () => {
    const intake = testIntake().open();
    intake.offer(reason('a'));
    const taken = intake.take();
    intake.offer(reason('b'));
    intake.done(taken, 'audit-1');
    expect(intake.take()).toEqual([reason('b')]);
  });

  it('is told to listeners once, after it is stored', () => {
    const intake = testIntake().open();
    const heard: string[] = [];
    const end = intake.onOffer(({ key }) => heard.push(`${key} of ${intake.waiting().length}`));
    for (const key of ['a', 'a', 'b']) intake.offer(reason(key));
    end();
    intake.offer(reason('c'));
    expect(heard).toEqual(['a of 1', 'b of 2']);
  });
});

it('the progress of a key leads to its audit', () => {
  const { open } = testIntake();
  let intake = open();
  expect(intake.progressOf('a')).toBeUndefined();
  for (const key of ['a', 'b']) intake.offer(reason(key));
  expect(intake.progressOf('a')).toEqual({ state: 'waiting', text: 'because of a' });
  intake.take();
  expect(intake.progressOf('a')).toEqual({ state: 'running', text: 'because of a' });
  intake.done([reason('a')], 'audit-1');
  intake.done([reason('b')]);
  intake = open();
  expect(intake.progressOf('a')).toEqual({ state: 'done', audit: 'audit-1' });
  expect(intake.progressOf('b')).toEqual({ state: 'done' });
});

it('what is remembered asks for nothing, and says what of it was new', () => {
  const intake = testIntake().open();
  intake.offer(reason('a'));
  expect(intake.remember(['a', 'b', 'c', 'b'])).toEqual(new Set(['b', 'c']));
  expect(intake.offer(reason('b'))).toBe('known');
  expect(intake.take()).toEqual([reason('a')]);
});

it('notes survive and are overwritten', () => {
  const { open } = testIntake();
  const intake = open();
  expect(intake.note('head')).toBeUndefined();
  intake.setNote('head', 'one');
  intake.setNote('head', 'two');
  expect(open().note('head')).toBe('two');
});

it('keeps hostile text as it is', () => {
  const intake = testIntake().open();
  const hostile = { ...reason(`k'"; DROP TABLE known; --\n\u{1F680}`), text: '<script>\u0000\u202e' };
  intake.offer(hostile);
  expect(intake.take()).toEqual([hostile]);
});

describe('a file', () => {
  it('that another agent holds is refused, and says what to do', () => {
    const { file, open } = testIntake();
    open();
    expect(() => openIntake({ file })).toThrow(
      expect.objectContaining({ code: 'state', message: expect.stringMatching(/intake\.db: .*another state_dir/) }),
    );
  });

  it('that is no database is refused and left alone', () => {
    const file = join(temporaryFolder(), 'intake.db');
    writeFileSync(file, 'something else entirely, which is longer than a header of SQLite would be. '.repeat(4));
    expect(() => openIntake({ file })).toThrow(/intake\.db: .*move it away/);
  });
});
