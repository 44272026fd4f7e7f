import type { Intake } from '../../intake/intake.ts';
import { looksToSettle } from './candidates.ts';
import { readMarker } from './read.ts';
import type { MarkerRules } from './rules.ts';

const noteName = 'markers.rules';

/** By then all files that were there at the start have been read. */
const looksNeeded = looksToSettle + 1;

export interface HistoryOptions {
  readonly root: string;
  readonly rules: MarkerRules;
  readonly intake: Pick<Intake, 'remember' | 'note' | 'setNote'>;
}

/**
 * What was there before anybody watched for it: all markers at the very first start, and after a change of the rules
 * those that are markers by the new rules alone.
 */
export class History {
  readonly #options: HistoryOptions;
  readonly #note: string;
  readonly #rulesBefore: MarkerRules | undefined;
  #looksLeft: number;
  #count = 0;

  constructor(options: HistoryOptions) {
    const before = options.intake.note(noteName);
    this.#options = options;
    this.#note = JSON.stringify(options.rules);
    this.#rulesBefore = before === undefined ? undefined : JSON.parse(before);
    this.#looksLeft = before === this.#note ? 0 : looksNeeded;
  }

  /** Whether the marker at the path is history. */
  async holds(path: string): Promise<boolean> {
    if (this.#looksLeft === 0) return false;
    if (this.#rulesBefore === undefined) return true;
    return (await readMarker(this.#options.root, path, this.#rulesBefore)) === undefined;
  }

  keep(key: string): void {
    this.#options.intake.remember([key]);
    this.#count += 1;
  }

  /** To be called after each look. Ends what is history, and returns once how much it was. */
  lookedAt(): number | undefined {
    if (this.#looksLeft === 0) return undefined;
    if (this.#looksLeft === 1) this.#options.intake.setNote(noteName, this.#note);
    this.#looksLeft -= 1;
    return this.#looksLeft === 0 ? this.#count : undefined;
  }
}
