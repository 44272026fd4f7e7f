import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import type { CaseResult } from '../model.ts';

/** What differs between two runs of the same failure, and what stands for it; in this order. */
const changing: readonly (readonly [pattern: RegExp, stand: string])[] = [
  [/(?:\b[a-z]:)?[\w./~-]{0,200}\/(?:[._]?te?mp|var\/folders|dev\/shm)\/[^\s:'"`)\]},;]*/gi, '<temporary>'],
  [/\b[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\b/gi, '<uuid>'],
  [/\b\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?Z|[+-]\d{2}:?\d{2})?)?/g, '<time>'],
  [/\b(?:\d{1,2} )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* \d{1,4}(?:,? \d{4})?\b/g, '<time>'],
  [/\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b/g, '<time>'],
  [/\b\d{1,2}:\d{2}:\d{2}(?:[.,]\d+)?(?: ?[AP]M)?\b/gi, '<time>'],
  [/\b0x[\da-f]+\b/gi, '<address>'],
  [/\b\d{1,3}(?:\.\d{1,3}){3}\b/g, '<host>'],
  // Ports, lines and columns
  [/:\d+(?::\d+)?\b/g, ':<number>'],
  [
    /\b(lines?|columns?|col|port|pid|seed|process|thread|worker|attempt|after|in|took)([ =:#]{1,3})\d+(?:\.\d+)?/gi,
    '$1$2<number>',
  ],
  [
    /\b(?:\d+(?:\.\d+)?(?:e[+-]?\d+)? ?(?:[nµμum]?s|secs?|seconds?|m|min|minutes?|milliseconds?|h|bytes?|[kMG]i?B))+\b/gi,
    '<amount>',
  ],
  // Commits and other ids, and numbers that hardly anybody has written by hand
  [/(?<![A-Za-z\d])(?:(?=[a-f]*\d)[\da-f]{7,}|[\da-f]{8,})(?![A-Za-z\d])/gi, '<id>'],
  [/\b\d{4,}\b|\b\d+\.\d{3,}\b/g, '<number>'],
];

/** Behind a value that the test does not ask for: others may differ from run to run. */
const unasked = String.raw`(?<!(?:\bto (?:not )?(?:be|equal|have|match|contain|include|throw|strictly|deeply|loosely)\b|[!=]==?|\bexpected:)(?:(?!\b(?:but|got|received|actual)\b).){0,200})`;

/** What also differs in messages: short ids, texts with digits amid letters, and numbers. */
const varying = new RegExp(
  String.raw`(?<![A-Za-z\d])(?:(?=[a-f]*\d)(?=\d*[a-f])[\da-f]{4,}|(?=[A-Za-z]*\d+[A-Za-z]+\d|[A-Za-z]+\d+[A-Za-z])[A-Za-z\d]{6,}|\d+(?:\.\d+)?(?:e[+-]?\d+)?)(?![A-Za-z\d])${unasked}`,
  'gi',
);

/** Further on a message tells values, not what went wrong. */
const longestInput = 8_000;
const longestText = 1_500;

/**
 * Names a failure: the same for every repetition of it, whatever has changed of lines, times, addresses, ports, temporary
 * folders, ids and durations in between; another one for another test, message or place in the code.
 */
export function signatureOf({ file, name, failure }: CaseResult): string {
  const message = steady(failure?.message ?? '', [[varying, '<value>']]);
  const parts = [steady(file), steady(name), message, steady(firstOwnFrame(failure?.stack ?? ''))];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

function steady(text: string, further: typeof changing = []): string {
  let result = text.slice(0, longestInput).replaceAll('\\', '/').replaceAll(tmpdir(), '/tmp');
  for (const [pattern, stand] of [...changing, ...further]) result = result.replace(pattern, stand);
  return result.replace(/\s+/g, ' ').trim().slice(0, longestText);
}

/** The frame that is nearest to the fault and not of a library. */
function firstOwnFrame(stack: string): string {
  const frames = stack
    .slice(0, longestInput)
    .split('\n')
    .filter((line) => /(?::|line )\d/.test(line));
  return frames.find((frame) => !/node_modules|node:|site-packages/.test(frame)) ?? '';
}
