import { statSync } from 'node:fs';
import { type Connection, type HostOptions, openConnection } from './connection.ts';

interface Opened {
  readonly connection: Promise<Connection>;
  readonly starting: AbortController;
  readonly folder: string;
}

/**
 * At most one host at a time. One that has ended, has not started, or whose folder is another one now, is replaced when
 * somebody asks.
 */
export class WarmHost {
  readonly #options: HostOptions;
  #opened: Opened | undefined;

  constructor(options: HostOptions) {
    this.#options = options;
  }

  /** @throws TestWatcherError runner_missing, configuration */
  async connect(): Promise<Connection> {
    if (this.#opened && this.#opened.folder !== identityOf(this.#options.root)) await this.close();
    this.#opened ??= this.#open();
    return this.#opened.connection;
  }

  /** The host that there is, once it has started. */
  async current(): Promise<Connection | undefined> {
    // Why one has not started is told to whoever asked for it.
    return this.#opened?.connection.catch(() => undefined);
  }

  async close(): Promise<void> {
    const opened = this.#opened;
    this.#opened = undefined;
    opened?.starting.abort();
    const connection = await opened?.connection.catch(() => undefined);
    await connection?.close();
  }

  #open(): Opened {
    const starting = new AbortController();
    const folder = identityOf(this.#options.root);
    const opened = { connection: openConnection(this.#options, starting.signal), starting, folder };
    const forget = () => {
      if (this.#opened === opened) this.#opened = undefined;
    };
    opened.connection.then(({ ended }) => ended.then(forget), forget);
    return opened;
  }
}

function identityOf(folder: string): string {
  const stat = statSync(folder, { throwIfNoEntry: false });
  return `${stat?.dev} ${stat?.ino}`;
}
