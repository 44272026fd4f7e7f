import type { BinaryProgress } from '@switchgear/stack';
import type { SessionEvent } from '../supervisor/session.ts';
import { megabytes, seconds } from './units.ts';

/** One thing that is being done, or is done. */
export interface Item {
  readonly name: string;
  readonly done: boolean;
  /** What changes the meaning of the line; printed where lines cannot be drawn again. */
  readonly phase: string;
  /** What only counts up within a phase. */
  readonly detail: string;
}

/** Turns what happens into the lines that a person follows. */
export class Checklist {
  readonly #items = new Map<string, Item>();

  get items(): Item[] {
    return [...this.#items.values()];
  }

  /** The item that an event changes; undefined for events that are no part of the start. */
  apply(event: SessionEvent): Item | undefined {
    const item = itemOf(event);
    if (item !== undefined) this.#items.set(item.name, item);
    return item;
  }
}

const binaries = 'Prometheus and Alertmanager';

function itemOf(event: SessionEvent): Item | undefined {
  switch (event.type) {
    case 'orphans_ended':
      return done('leftovers', `ended ${event.names.join(', ')} of an earlier run that was killed`);
    case 'binaries':
      return binariesItem(event.progress);
    case 'binaries_found':
      return event.downloaded ? done(binaries, 'unpacked') : undefined;
    case 'starting':
      return doing(event.name, 'starting');
    case 'ready':
      return done(event.name, `ready after ${seconds(event.afterMs)}`);
    default:
      return undefined;
  }
}

function binariesItem(progress: BinaryProgress): Item {
  if (progress.step === 'download') {
    const { receivedBytes, totalBytes } = progress;
    return doing(binaries, `downloading ${megabytes(totalBytes)}, once`, `${megabytes(receivedBytes)} so far`);
  }
  if (progress.step === 'unpack') return doing(binaries, 'unpacking into the cache folder');
  return doing(binaries, 'not on PATH, reading the Debian package lists');
}

function doing(name: string, phase: string, detail = ''): Item {
  return { name, done: false, phase, detail };
}

function done(name: string, phase: string): Item {
  return { name, done: true, phase, detail: '' };
}
