import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { captureLog, temporaryFolder } from '../testing/start.ts';
import { Inbox } from './inbox.ts';
import { readMessage } from './notification.ts';

const start = Date.UTC(2026, 0, 1);

function makeInbox(folder = temporaryFolder(), now = () => start, capacity = 1000) {
  const { logger, text } = captureLog();
  const inbox = new Inbox({ folder, logger, now, capacity });
  const file = join(folder, 'notifications.jsonl');
  return { inbox, folder, file, log: text, again: () => makeInbox(folder, now, capacity) };
}

const say = (text: string) => readMessage({ text });
const texts = (inbox: Inbox) => inbox.newest(1000).map(({ text }) => text);

describe('an inbox', () => {
  it('has what was added, newest first, and has it after a restart', async () => {
    const { inbox, again } = makeInbox();
    for (const text of ['one', 'two', 'three']) await inbox.add(say(text));
    expect(texts(inbox)).toEqual(['three', 'two', 'one']);
    expect(inbox.newest(1)[0]?.received_at).toBe('2026-01-01T00:00:00.000Z');
    expect(again().inbox.newest(1000)).toEqual(inbox.newest(1000));
  });

  it('gives larger ids to later notifications, also when the clock is set back or the file is lost', async () => {
    const folder = temporaryFolder();
    let now = start;
    const { inbox, file } = makeInbox(folder, () => now);
    await inbox.add(say('a'));
    now -= 5000;
    await inbox.add(say('b'));
    const ids = () => inbox.newest(9).map(({ id }) => Number(id) - start);
    expect(ids()).toEqual([1, 0]);
    unlinkSync(file);
    now = start + 7;
    await makeInbox(folder, () => now).inbox.add(say('c'));
    expect(readFileSync(file, 'utf8')).toContain(`"id":"${start + 7}"`);
  });

  it('tells only what is newer than an id', async () => {
    const { inbox } = makeInbox();
    for (const text of ['a', 'b', 'c', 'd']) await inbox.add(say(text));
    expect(inbox.newest(9, start + 1).map(({ text }) => text)).toEqual(['d', 'c']);
    expect(inbox.newest(1, start + 1).map(({ text }) => text)).toEqual(['d']);
    expect(inbox.newest(9, start + 3)).toEqual([]);
  });

  it('keeps the newest, in memory and, once the file is twice as long, on disk', async () => {
    const { inbox, file, again } = makeInbox(temporaryFolder(), undefined, 3);
    for (let n = 1; n <= 5; n++) await inbox.add(say(`n${n}`));
    expect(texts(inbox)).toEqual(['n5', 'n4', 'n3']);
    expect(readFileSync(file, 'utf8').split('\n')).toHaveLength(6);
    const restarted = again().inbox;
    expect(texts(restarted)).toEqual(['n5', 'n4', 'n3']);
    await restarted.add(say('n6'));
    expect(readFileSync(file, 'utf8').split('\n')).toHaveLength(4);
    expect(texts(again().inbox)).toEqual(['n6', 'n5', 'n4']);
  });

  it('that cannot be compacted loses nothing and says so', async () => {
    const { inbox, folder, again, log } = makeInbox(temporaryFolder(), undefined, 2);
    mkdirSync(join(folder, 'notifications.jsonl.tmp'));
    for (const text of ['a', 'b', 'c', 'd']) await inbox.add(say(text));
    expect(log()).toContain('the inbox could not be compacted (EISDIR)');
    expect(texts(again().inbox)).toEqual(['d', 'c']);
    expect(inbox.fault).toBeUndefined();
  });

  it('skips what a crash tore, says so, and writes on behind it', async () => {
    const { inbox, file, again } = makeInbox();
    await inbox.add(say('whole'));
    appendFileSync(file, '{"id":"17","text":"to');
    const second = again();
    expect(texts(second.inbox)).toEqual(['whole']);
    expect(second.log()).toContain('a torn line of the inbox is skipped');
    await second.inbox.add(say('after'));
    expect(texts(again().inbox)).toEqual(['after', 'whole']);
  });

  it.each([
    { id: 'x' },
    { id: '' },
    { id: 17 },
    { id: '1'.repeat(16) },
    { received_at: 5 },
    { received_at: 'x' },
    { title: null },
    { links: {} },
  ])('skips a line damaged by %j, says so, and counts on', async (damage) => {
    const { inbox, file, again } = makeInbox();
    await inbox.add(say('whole'));
    appendFileSync(file, `${JSON.stringify({ ...inbox.newest(1)[0], ...damage })}\n`);
    const second = again();
    expect(texts(second.inbox)).toEqual(['whole']);
    expect(second.log()).toContain('a torn line of the inbox is skipped');
    await second.inbox.add(say('after'));
    expect(second.inbox.newest(9).map(({ id }) => Number(id) - start)).toEqual([1, 0]);
  });

  it('puts a file aside that is too large to be read, says so, and begins anew', async () => {
    const { inbox, file, again } = makeInbox();
    await inbox.add(say('before'));
    truncateSync(file, 64_000_001);
    const second = again();
    expect(second.log()).toContain('larger than 64 MB and was put aside as notifications.jsonl.damaged');
    await second.inbox.add(say('after'));
    expect(texts(again().inbox)).toEqual(['after']);
    expect(statSync(`${file}.damaged`).size).toBe(64_000_001);
  });

  it('keeps a last line that lacks nothing but its end', async () => {
    const { inbox, file, again } = makeInbox();
    await inbox.add(say('whole'));
    writeFileSync(file, readFileSync(file, 'utf8').trimEnd());
    const second = again().inbox;
    await second.add(say('after'));
    expect(texts(again().inbox)).toEqual(['after', 'whole']);
  });

  it('tells that a notification is added no sooner than the disk has it', async () => {
    const { inbox, folder } = makeInbox();
    await using handle = await open(folder);
    const synced = Promise.withResolvers<void>();
    const sync = vi.spyOn(Object.getPrototypeOf(handle), 'datasync').mockReturnValueOnce(synced.promise);
    onTestFinished(() => sync.mockRestore());
    let added = false;
    const adding = inbox.add(say('a')).then(() => {
      added = true;
    });
    await vi.waitFor(() => expect(sync).toHaveBeenCalled());
    expect([added, inbox.newest(9)]).toEqual([false, []]);
    synced.resolve();
    await adding;
    expect(texts(inbox)).toEqual(['a']);
  });

  it('takes many at once, each in a line of its own', async () => {
    const { inbox, again } = makeInbox();
    const all = Array.from({ length: 100 }, (_, n) => `n${n} ${'x'.repeat(5000)}`);
    await Promise.all(all.map((text) => inbox.add(say(text))));
    expect(new Set(texts(again().inbox))).toEqual(new Set(all));
    expect(new Set(inbox.newest(1000).map(({ id }) => id)).size).toBe(100);
  });

  it('remembers a heartbeat over a restart', async () => {
    const { inbox, again } = makeInbox();
    expect(inbox.lastHeartbeat).toBeUndefined();
    await inbox.beat();
    expect([inbox.lastHeartbeat, again().inbox.lastHeartbeat]).toEqual(Array(2).fill('2026-01-01T00:00:00.000Z'));
  });
});

describe('a disk', () => {
  it('that is full is a fault, which ends with the next write that works', async () => {
    const { inbox, file, folder, again } = makeInbox();
    symlinkSync('/dev/full', file);
    await expect(inbox.add(say('a'))).rejects.toMatchObject({
      code: 'disk_full',
      status: 507,
      message: `the disk of ${folder} is full (ENOSPC); make room on it`,
    });
    expect([inbox.newest(9), inbox.fault?.code]).toEqual([[], 'disk_full']);
    unlinkSync(file);
    // As far as the disk could take it.
    writeFileSync(file, '{"id":"17","te');
    await inbox.add(say('again'));
    expect([texts(inbox), inbox.fault]).toEqual([['again'], undefined]);
    expect(texts(again().inbox)).toEqual(['again']);
  });

  it('that cannot be written is a fault', async () => {
    const { inbox, folder } = makeInbox();
    chmodSync(folder, 0o555);
    asNobody();
    await expect(inbox.add(say('a'))).rejects.toMatchObject({
      code: 'disk_unwritable',
      status: 500,
      message: `${folder} cannot be written (EACCES); give it to this user`,
    });
    await expect(inbox.beat()).rejects.toMatchObject({ code: 'disk_unwritable' });
    expect(inbox.lastHeartbeat).toBeUndefined();
  });

  it('that cannot be read keeps no new notification out', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'heartbeat'));
    const { inbox, log } = makeInbox(folder);
    expect(log()).toContain('cannot be read (EISDIR); it counts as empty');
    await inbox.add(say('a'));
    expect(texts(inbox)).toEqual(['a']);
  });
});

/** Modes of files do not bind root. */
function asNobody(): void {
  if (process.geteuid?.() !== 0) return;
  process.seteuid?.(65_534);
  onTestFinished(() => process.seteuid?.(0));
}
