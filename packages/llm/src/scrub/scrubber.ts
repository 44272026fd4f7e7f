import { assignments } from './assignments.ts';
import { besideNames } from './beside.ts';
import { joined, type View, viewsOf } from './decode.ts';
import { keyBlocks } from './key-blocks.ts';
import { knownSecrets } from './known.ts';
import { cutTexts, randomTexts } from './random.ts';
import type { Range } from './range.ts';
import { shapes } from './shapes.ts';

const marker = '[removed]';

/** What is removed can bring together what only then is seen for a secret; more rounds than this, nobody has seen. */
const mostRounds = 8;

export interface ScrubberOptions {
  /** Secrets by their exact text, beside what is recognised by itself; those below 6 characters are not looked for. */
  readonly known?: readonly string[];
}

export interface Scrubber {
  /** The text with `[removed]` for every secret in it, and how many these were. Takes time in proportion to its length. */
  scrub(text: string): { readonly text: string; readonly removed: number };
}

/**
 * Removes secrets from what is sent to others: credentials in the formats of their issuers, private keys, the values of
 * whatever is called like a secret, long random texts, and given ones; also behind escapes of JSON, URLs and HTML. In
 * doubt it removes; paths, line numbers, frames and commits stay.
 */
export function createScrubber({ known = [] }: ScrubberOptions = {}): Scrubber {
  const whole = [ofShape, knownSecrets(known)];
  const finders = [...whole, keyBlocks, assignments, besideNames, randomTexts, cutTexts];

  function secretsIn(source: string): Range[] {
    const found: Range[] = [];
    const look = ({ text, sourceOf }: View, through: typeof finders) => {
      for (const find of through) {
        for (const [start, end] of find(text)) {
          const range: Range = [sourceOf(start), sourceOf(end)];
          if (start < end && source.slice(...range) !== marker) found.push(range);
        }
      }
    };
    for (const view of viewsOf(source)) {
      look(view, finders);
      const seamless = joined(view);
      if (seamless !== undefined) look(seamless, whole);
    }
    return merged(found);
  }

  return {
    scrub(source) {
      let text = source;
      let removed = 0;
      for (let round = 0; round < mostRounds; round += 1) {
        const secrets = secretsIn(text);
        if (secrets.length === 0) break;
        text = without(text, secrets);
        removed += secrets.length;
      }
      return { text, removed };
    },
  };
}

function* ofShape(text: string): Generator<Range> {
  for (const shape of shapes) {
    for (const { 0: found, index } of text.matchAll(shape)) yield [index, index + found.length];
  }
}

/** In ascending order, with what overlaps made one. */
function merged(ranges: Range[]): Range[] {
  const result: [number, number][] = [];
  for (const [start, end] of ranges.sort((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else result.push([start, end]);
  }
  return result;
}

function without(text: string, ranges: readonly Range[]): string {
  let result = '';
  let copied = 0;
  for (const [start, end] of ranges) {
    result += text.slice(copied, start) + marker;
    copied = end;
  }
  return result + text.slice(copied);
}
