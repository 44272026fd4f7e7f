import type { Painter } from './style.ts';
import { cutEnd, linesOf } from './text.ts';

/** Lines of a run that are shown; what a test floods the screen with would bury its failure. */
const linesShown = 500;
/** Characters that are shown of a line. */
const lineLength = 1000;

/** What tests print, line by line, whatever pieces it comes in. */
export class TestOutput {
  readonly #paint: Painter;
  readonly #print: (...lines: string[]) => void;
  #rest = '';
  #count = 0;

  constructor(paint: Painter, print: (...lines: string[]) => void) {
    this.#paint = paint;
    this.#print = print;
  }

  write(text: string): void {
    const end = text.lastIndexOf('\n');
    if (end === -1) {
      // Whatever comes without an end need not be kept.
      if (this.#rest.length < 10 * lineLength) this.#rest += text;
      return;
    }
    const whole = this.#rest + text.slice(0, end);
    this.#rest = text.slice(end + 1);
    this.#show(whole);
  }

  /** The run is over. */
  end(): void {
    if (this.#rest !== '') this.#show(this.#rest);
    this.#rest = '';
    this.#count = 0;
  }

  #show(text: string): void {
    const room = linesShown - this.#count;
    if (room < 0) return;
    const lines = linesOf(text);
    const bar = this.#paint('dim', '│');
    const shown = lines.slice(0, room).map((line) => `  ${bar} ${cutEnd(line, lineLength)}`);
    this.#count += lines.length;
    if (lines.length > room) shown.push(`  ${bar} ${this.#paint('dim', 'Tests print more than is shown here.')}`);
    this.#print(...shown);
  }
}
