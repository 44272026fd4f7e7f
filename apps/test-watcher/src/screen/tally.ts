import type { CaseResult, CaseStatus, Selection, Underway } from '../model.ts';
import type { Status } from './status-line.ts';
import type { Page } from './style.ts';
import { cutStart, oneLine, widthOf } from './text.ts';
import { count, duration } from './units.ts';

const spinner = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const barCells = 20;
/** Where there is less room, it goes to the numbers. */
const barAtWidth = 70;
/** What has been running for so long, in milliseconds, is named. */
const longMs = 3_000;

/** A run so far. */
export class Tally {
  readonly startedAt: number;
  longest: Underway | undefined;
  readonly #expected: number;
  readonly #files = new Map<string, Record<CaseStatus, number>>();
  readonly #counts: Record<CaseStatus, number> = { pass: 0, fail: 0, skip: 0 };
  #latest = '';
  #turn = 0;

  constructor({ chosen }: Selection, startedAt: number) {
    this.#expected = chosen.length;
    this.startedAt = startedAt;
  }

  add({ file, status }: CaseResult): void {
    const counts = this.#files.get(file) ?? { pass: 0, fail: 0, skip: 0 };
    this.#files.set(file, counts);
    counts[status] += 1;
    this.#counts[status] += 1;
    this.#latest = oneLine(file);
  }

  get counts(): Readonly<Record<CaseStatus, number>> {
    return this.#counts;
  }

  countsOf(file: string): Readonly<Record<CaseStatus, number>> | undefined {
    return this.#files.get(file);
  }

  /** One step further each time it is asked. */
  status(now: number, { paint, width }: Page, hint: readonly string[]): Status {
    const mark = spinner[this.#turn % spinner.length];
    this.#turn += 1;
    const bar = width < barAtWidth ? '' : `${this.#bar()} `;
    const files = `${this.#files.size} of ${count(this.#outOf, 'file')}`;
    const numbers = [`${bar}${files}`, countsText(this.#counts) || 'starting', duration(now - this.startedAt)];
    const { file = '', name = '', since = now } = this.longest ?? {};
    const isLong = now - since >= longMs;
    const title = isLong ? `running for ${duration(now - since)}: ` : '';
    const what = isLong ? `${oneLine(file)}${name && ` > ${oneLine(name)}`}` : this.#latest;
    const lineOf = (...parts: string[]) => ` ${mark} ${[...parts, ...hint, title].join('  ')}`;
    const full = lineOf(...numbers) + what;
    // Of what may hang, a person needs the name more than the numbers.
    const short = lineOf(files);
    const isShort = isLong && widthOf(full) >= width;
    return {
      text: isShort ? short + cutStart(what, width - 1 - widthOf(short)) : full.trimEnd(),
      paint: (text) =>
        text
          .replace(/━+/, (done) => paint('cyan', done))
          .replace(/─+/, (left) => paint('dim', left))
          .replace(/[\d,]+ failed/, (failed) => paint('red', failed)),
    };
  }

  get #outOf(): number {
    return Math.max(this.#expected, this.#files.size);
  }

  #bar(): string {
    const done = Math.floor((this.#files.size / Math.max(this.#outOf, 1)) * barCells);
    return '━'.repeat(done) + '─'.repeat(barCells - done);
  }
}

/** `1 failed, 40 passed`, what there is of it. */
export function countsText({ fail, pass, skip }: Readonly<Record<CaseStatus, number>>): string {
  const parts = [
    [fail, 'failed'],
    [pass, 'passed'],
    [skip, 'skipped'],
  ] as const;
  return parts
    .filter(([number]) => number > 0)
    .map(([number, word]) => `${number.toLocaleString('en-GB')} ${word}`)
    .join(', ');
}
