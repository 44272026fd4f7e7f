import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from '@switchgear/service';
import { ConsoleError, reasonOf } from '../errors.ts';
import { type Fields, parseObject, textOf, timeOf } from '../input/json.ts';
import { Journal, replaceFile } from './journal.ts';
import type { Message, Notification } from './notification.ts';

export interface InboxOptions {
  /** Made when the first notification arrives. */
  readonly folder: string;
  readonly logger: Logger;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** How many notifications are kept. */
  readonly capacity: number;
}

/** The newest notifications, in memory and in `notifications.jsonl`, and the time of the last heartbeat. */
export class Inbox {
  readonly #options: InboxOptions;
  readonly #journal: Journal;
  readonly #heartbeatFile: string;
  /** Oldest first. */
  readonly #kept: Notification[];
  #lines: number;
  #lastHeartbeat: string | undefined;
  #fault: ConsoleError | undefined;
  #queue: Promise<void> = Promise.resolve();

  constructor(options: InboxOptions) {
    this.#options = options;
    this.#journal = new Journal(join(options.folder, 'notifications.jsonl'));
    this.#heartbeatFile = join(options.folder, 'heartbeat');
    const lines = this.#read(() => this.#journal.read()) ?? [];
    this.#lines = lines.length;
    this.#kept = lines.flatMap((line) => this.#parse(line) ?? []).slice(-options.capacity);
    this.#lastHeartbeat = this.#read(() => readFileSync(this.#heartbeatFile, 'utf8'));
  }

  /** When a heartbeat last came through, in ISO 8601. */
  get lastHeartbeat(): string | undefined {
    return this.#lastHeartbeat;
  }

  /** Why the last write failed; undefined when it did not. */
  get fault(): ConsoleError | undefined {
    return this.#fault;
  }

  /** Newest first, at most `limit`, and only those with a larger id than `after`. */
  newest(limit: number, after = 0): Notification[] {
    return this.#kept
      .filter(({ id }) => Number(id) > after)
      .slice(-limit)
      .reverse();
  }

  /**
   * Resolves once the notification is on disk.
   *
   * @throws ConsoleError disk_full, disk_unwritable
   */
  add(message: Message): Promise<void> {
    return this.#inTurn(async (now) => {
      // Larger than all before, also when the clock was set back, and when the file was lost.
      const id = String(Math.max(now.getTime(), Number(this.#kept.at(-1)?.id ?? 0) + 1));
      const line = JSON.stringify({ id, received_at: now.toISOString(), ...message });
      await this.#journal.append(line);
      this.#lines += 1;
      // Read back, since what was cut out of a long text keeps all of it in memory.
      this.#kept.push(JSON.parse(line));
      if (this.#kept.length > this.#options.capacity) this.#kept.shift();
      if (this.#lines >= 2 * this.#options.capacity) await this.#compact();
    });
  }

  /**
   * Remembers this moment as that of the last heartbeat.
   *
   * @throws ConsoleError disk_full, disk_unwritable
   */
  beat(): Promise<void> {
    return this.#inTurn(async (now) => {
      await replaceFile(this.#heartbeatFile, now.toISOString());
      this.#lastHeartbeat = now.toISOString();
    });
  }

  async #compact(): Promise<void> {
    try {
      await this.#journal.replace(this.#kept.map((notification) => JSON.stringify(notification)));
      this.#lines = this.#kept.length;
    } catch (error) {
      // Nothing is lost: the long file stays, and the next notification tries again.
      this.#options.logger.warn({ err: error }, `the inbox could not be compacted (${reasonOf(error)})`);
    }
  }

  /** One write at a time: two that overlap could tear each other's lines. */
  #inTurn(write: (now: Date) => Promise<void>): Promise<void> {
    const turn = this.#queue.then(async () => {
      try {
        await write(new Date(this.#options.now()));
        this.#fault = undefined;
      } catch (error) {
        this.#fault = this.#explain(error);
        throw this.#fault;
      }
    });
    this.#queue = turn.catch(() => {});
    return turn;
  }

  #explain(cause: unknown): ConsoleError {
    const reason = reasonOf(cause);
    const { folder } = this.#options;
    return reason === 'ENOSPC' || reason === 'EDQUOT'
      ? new ConsoleError('disk_full', `the disk of ${folder} is full (${reason}); make room on it`, { cause })
      : new ConsoleError('disk_unwritable', `${folder} cannot be written (${reason}); give it to this user`, { cause });
  }

  /** What cannot be read must not keep new notifications from coming in. */
  #read<T>(read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      const { folder, logger } = this.#options;
      const reason = reasonOf(error);
      if (reason !== 'ENOENT') logger.error({ err: error }, `${folder} cannot be read (${reason}); it counts as empty`);
      return undefined;
    }
  }

  #parse(line: string): Notification | undefined {
    const notification = parseObject(line);
    if (isWhole(notification)) return notification;
    this.#options.logger.warn({ line: line.slice(0, 100) }, 'a torn line of the inbox is skipped');
    return undefined;
  }
}

/** Whether a line has what the pages and the next id are made of. */
function isWhole(line: Fields = {}): line is Fields & Notification {
  const { id, received_at: at, title, links } = line;
  return /^\d{1,15}$/.test(textOf(id)) && timeOf(at) !== '' && typeof title === 'string' && Array.isArray(links);
}
