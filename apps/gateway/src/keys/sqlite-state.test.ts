import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Breaker } from '@switchgear/breaker';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSqliteState, type StateEvent } from './sqlite-state.ts';
import type { KeyRecord, StateStore } from './state-store.ts';
import { ManualTime } from './testing/manual-time.ts';

let folder: string;
let file: string;
let events: StateEvent[];
let time: ManualTime;
let opened: StateStore[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'switchgear-state-'));
  file = join(folder, 'keys.sqlite');
  events = [];
  time = new ManualTime(Date.UTC(2030, 0, 2, 3, 4, 5));
  opened = [];
});
afterEach(() => {
  for (const store of opened) store.close();
  rmSync(folder, { recursive: true });
});

function open(): StateStore {
  const store = createSqliteState({
    file,
    scheduler: time,
    now: () => time.now(),
    onEvent: (event) => events.push(event),
  });
  opened.push(store);
  return store;
}

function record(activated = false): KeyRecord {
  const breaker = new Breaker();
  breaker.trip('quarantine', Number.POSITIVE_INFINITY);
  return { snapshot: breaker.snapshot(), activated };
}

const one = (keyId: string, activated = false) => new Map([[keyId, record(activated)]]);

describe('a state file', () => {
  it('gives back what was saved, by provider and key', () => {
    const store = open();
    store.save('deepseek', one('a', true));
    store.save('perplexity', one('a'));
    store.save('deepseek', one('b'));
    store.close();
    const again = open();
    expect([...again.load('deepseek').keys()]).toEqual(['a', 'b']);
    expect(again.load('deepseek').get('a')).toMatchObject({ activated: true, snapshot: { openReason: 'quarantine' } });
    expect(again.load('perplexity').get('a')?.activated).toBe(false);
    expect(again.load('unknown').size).toBe(0);
    expect(events).toEqual([]);
  });

  it('holds every save as soon as it returns, without being closed', () => {
    open().save('deepseek', one('a'));
    const copy = join(folder, 'copy.sqlite');
    for (const suffix of ['', '-wal']) copyFileSync(file + suffix, copy + suffix);
    file = copy;
    expect([...open().load('deepseek').keys()]).toEqual(['a']);
  });

  it('forgets keys that are configured no longer, and only those of the provider', () => {
    const store = open();
    store.save('deepseek', new Map([...one('a'), ...one('b')]));
    store.save('perplexity', one('b'));
    store.forget('deepseek', new Set(['a']));
    store.close();
    const again = open();
    expect([...again.load('deepseek').keys()]).toEqual(['a']);
    expect([...again.load('perplexity').keys()]).toEqual(['b']);
  });

  it('leaves the file alone once it is closed', () => {
    const store = open();
    store.close();
    store.save('deepseek', one('late'));
    expect(open().load('deepseek').size).toBe(0);
    expect(events).toEqual([]);
  });

  it('is made with its folder where that is missing', () => {
    file = join(folder, 'new', 'deep', 'keys.sqlite');
    open().save('deepseek', one('a'));
    expect(existsSync(file)).toBe(true);
  });
});

describe('a file that cannot be used', () => {
  const unusable: [string, () => void][] = [
    ['of another kind', () => writeFileSync(file, 'this is no database '.repeat(500))],
    [
      'of another program',
      () => {
        const foreign = new DatabaseSync(file);
        foreign.exec('CREATE TABLE invoices (id INTEGER); INSERT INTO invoices VALUES (1)');
        foreign.close();
      },
    ],
    [
      'of a later version',
      () => {
        open().close();
        const later = new DatabaseSync(file);
        later.exec('PRAGMA user_version = 99');
        later.close();
      },
    ],
    [
      'with damaged pages',
      () => {
        const store = open();
        store.save('deepseek', new Map(Array.from({ length: 200 }, (_, index) => [`k${index}`, record()])));
        store.close();
        const bytes = readFileSync(file);
        writeFileSync(file, bytes.fill(0xa5, 5000, bytes.length - 100));
      },
    ],
    [
      'cut short',
      () => {
        const store = open();
        store.save('deepseek', new Map(Array.from({ length: 200 }, (_, index) => [`k${index}`, record()])));
        store.close();
        writeFileSync(file, readFileSync(file).subarray(0, 9000));
      },
    ],
  ];

  it.each(unusable)('%s is kept under another name and a new one is begun', (_, prepare) => {
    prepare();
    const before = readFileSync(file);
    const store = open();
    const movedTo = `${file}.corrupt-20300102T030405Z`;
    expect(events).toEqual([{ kind: 'moved_aside', file, movedTo, cause: expect.any(String) }]);
    expect(readFileSync(movedTo).equals(before)).toBe(true);
    expect(store.load('deepseek').size).toBe(0);
    store.save('deepseek', one('a'));
    store.close();
    expect([...open().load('deepseek').keys()]).toEqual(['a']);
  });

  it('does not overwrite an earlier one that was moved aside in the same second', () => {
    for (let turn = 0; turn < 2; turn += 1) {
      writeFileSync(file, `garbage ${turn} `.repeat(100));
      open().close();
    }
    expect(readdirSync(folder).filter((name) => name.includes('corrupt'))).toHaveLength(2);
  });

  it('costs one record where one record is damaged', () => {
    const store = open();
    store.save('deepseek', new Map([...one('a'), ...one('b')]));
    store.close();
    const database = new DatabaseSync(file);
    database.exec("UPDATE key_state SET record = '{half' WHERE key_id = 'a'");
    database.close();
    expect([...open().load('deepseek').keys()]).toEqual(['b']);
    expect(events).toEqual([expect.objectContaining({ kind: 'record_discarded', provider: 'deepseek', keyId: 'a' })]);
  });
});

describe('a file that cannot be written', () => {
  it('is reported once, and what was to be saved is saved when it can be', () => {
    mkdirSync(file);
    const store = open();
    store.save('deepseek', one('a'));
    store.save('deepseek', one('b'));
    time.advance(30_000);
    expect(events).toEqual([expect.objectContaining({ kind: 'unavailable', file, fault: 'io' })]);
    rmSync(file, { recursive: true });
    time.advance(10_000);
    expect(events.at(-1)).toEqual({ kind: 'available', file });
    store.close();
    expect([...open().load('deepseek').keys()]).toEqual(['a', 'b']);
  });

  it('is tried a last time when the store closes', () => {
    mkdirSync(file);
    const store = open();
    store.save('deepseek', one('a'));
    rmSync(file, { recursive: true });
    store.close();
    expect([...open().load('deepseek').keys()]).toEqual(['a']);
    expect(time.timers).toBe(0);
  });

  it('tells a second gateway that the file is in use, and lets it take over when the first has gone', () => {
    const first = open();
    first.save('deepseek', one('a'));
    const second = open();
    second.save('deepseek', one('b'));
    expect(events).toEqual([expect.objectContaining({ kind: 'unavailable', fault: 'in_use' })]);
    first.save('deepseek', one('c'));
    first.close();
    time.advance(10_000);
    expect(events.at(-1)).toEqual({ kind: 'available', file });
    second.close();
    expect([...open().load('deepseek').keys()]).toEqual(['a', 'b', 'c']);
  });
});
