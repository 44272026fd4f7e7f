import { type Connection, type HostOptions, openConnection } from './connection.ts';

interface Opened {
  readonly connection: Promise<Connection>;
  readonly starting: AbortController;
}

/** At most one host at a time. One that has ended, or has not started, is replaced when somebody asks. */
export class WarmHost {
  readonly #options: HostOptions;
  #opened: Opened | undefined;

  constructor(options: HostOptions) {
    this.#options = options;
  }

  /** @throws TestWatcherError runner_missing, configuration */
  connect(): Promise<Connection> {
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
    const opened = { connection: openConnection(this.#options, starting.signal), starting };
    const forget = () => {
      if (this.#opened === opened) this.#opened = undefined;
    };
    opened.connection.then(({ ended }) => ended.then(forget), forget);
    return opened;
  }
}
