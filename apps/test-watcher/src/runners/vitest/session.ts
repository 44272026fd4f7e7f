import { setTimeout as delay } from 'node:timers/promises';
import { graceMs, type Limits } from '@switchgear/service';
import type { RunObserver, RunRequest } from '../../model.ts';
import { printedTooMuch, timedOut } from '../faults.ts';
import type { RunRecord } from '../record.ts';
import { type Connection, runErrorOf } from './connection.ts';
import type { RunMessage } from './protocol.ts';

/** One run in a host that is ready. */
export class Session {
  readonly #connection: Connection;
  readonly #limits: Limits;
  readonly #record: RunRecord;
  readonly #observer: RunObserver;
  #printed = 0;
  #stopped: Promise<void> | undefined;

  constructor(connection: Connection, limits: Limits, record: RunRecord, observer: RunObserver) {
    this.#connection = connection;
    this.#limits = limits;
    this.#record = record;
    this.#observer = observer;
  }

  /** Records what comes of the run. */
  async run({ tests, cases, updatesSnapshots = false, signal }: RunRequest): Promise<void> {
    const connection = this.#connection;
    connection.listen((message) => this.#take(message));
    const timer = setTimeout(() => {
      this.#record.addError(timedOut(this.#limits));
      this.#stop();
    }, this.#limits.timeoutMs);
    const cancel = () => void this.#cancel();
    signal.addEventListener('abort', cancel, { once: true });
    try {
      const errors = await connection.call('run', { tests, ...(cases && { cases }), updatesSnapshots });
      for (const error of errors) this.#record.addError(error);
    } catch (error) {
      if (this.#stopped === undefined) this.#record.addError(runErrorOf(error));
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
      connection.listen(() => {});
      // Its answer may overtake its end.
      await this.#stopped;
    }
  }

  /** Tests that run may end by themselves, so that Vitest stays warm. */
  async #cancel(): Promise<void> {
    const cancelled = this.#connection.call('cancel', null).catch(() => undefined);
    if ((await Promise.race([cancelled, delay(graceMs, 'late', { ref: false })])) === 'late') this.#stop();
  }

  #stop(): void {
    this.#stopped ??= this.#connection.kill();
  }

  #take(message: RunMessage): void {
    if (this.#stopped !== undefined) return;
    switch (message.type) {
      case 'started':
        // Workers tell of cases ten times a second, and not while one of them gives nobody else a turn.
        this.#record.started(message.file, message.name, `${message.name}, or one after it`);
        break;
      case 'file_finished':
        this.#record.addLoaded(message.file, message.loaded);
        this.#record.fileFinished(message.file);
        break;
      case 'case':
        this.#record.addCase(message.result);
        break;
      case 'output':
        this.#observer.output?.(message.text);
        this.#printed += message.text.length;
        if (this.#printed <= this.#limits.outputLimit) return;
        this.#record.addError(printedTooMuch(this.#limits));
        this.#stop();
    }
  }
}
