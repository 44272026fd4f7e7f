import type { TextSource } from './source.ts';

/** A line of a report is far shorter; without a limit, a file without line ends would be held whole. */
const maxLineLength = 1 << 20;

/**
 * Lines without their ends, LF or CRLF, as many at once as a piece of the text has.
 *
 * @throws WorktreeError as the source does, and for a line of more than a million characters
 */
export async function* linesOf(source: TextSource): AsyncGenerator<string[], void, undefined> {
  let rest = '';
  for await (const text of source) {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > maxLineLength) throw source.unreadable(`it has a line of more than ${maxLineLength} characters`);
    yield lines.map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
  }
  if (rest !== '') yield [rest];
}
