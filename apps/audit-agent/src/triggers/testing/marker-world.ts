import { mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Intake } from '../../intake/intake.ts';
import type { Fault } from '../../model.ts';
import { temporaryFolder } from '../../testing/folder.ts';
import { testIntake } from '../../testing/intake.ts';
import { looksToSettle } from '../markers/candidates.ts';
import { createMarkerWatch, type MarkerWatchOptions } from '../markers/watch.ts';
import type { Poll } from '../poll.ts';

/** A tree, an agent that looks at it for markers, and what it says. No hints: each look sweeps. */
export class MarkerWorld {
  readonly root = temporaryFolder();
  readonly faults: Fault[] = [];
  readonly history: number[] = [];
  found = 0;
  #writes = 0;
  intake: Intake;
  watch: Poll;
  readonly #open = testIntake().open;
  #options: Partial<MarkerWatchOptions>;

  constructor(options: Partial<MarkerWatchOptions> = {}) {
    this.#options = options;
    this.intake = this.#open();
    this.watch = this.#create();
  }

  write(path: string, content: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), content);
    // Looks follow each other faster here than the clock of the file system ticks.
    this.#writes += 1;
    utimesSync(join(this.root, path), this.#writes, this.#writes);
  }

  rename(from: string, to: string): void {
    mkdirSync(dirname(join(this.root, to)), { recursive: true });
    renameSync(join(this.root, from), join(this.root, to));
  }

  remove(path: string): void {
    rmSync(join(this.root, path), { recursive: true });
  }

  restart(options: Partial<MarkerWatchOptions> = {}): void {
    this.#options = { ...this.#options, ...options };
    this.intake = this.#open();
    this.watch = this.#create();
  }

  /** Looks until everything has settled, and returns the texts of what it led to. */
  async settle(): Promise<string[]> {
    for (let count = 0; count < looksToSettle + 2; count += 1) await this.watch.look();
    return this.taken();
  }

  taken(): string[] {
    const reasons = this.intake.take();
    this.intake.done(reasons);
    return reasons.map(({ text }) => text).sort();
  }

  #create(): Poll {
    return createMarkerWatch({
      root: this.root,
      intake: this.intake,
      sweepMs: 0,
      onFound: (count) => {
        this.found += count;
      },
      onHistory: (count) => this.history.push(count),
      onFault: (fault) => this.faults.push(fault),
      ...this.#options,
    });
  }
}
