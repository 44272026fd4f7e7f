import { TextSource } from '../text/source.ts';
import { readXml } from '../xml/read.ts';
import { JunitBuilder } from './build.ts';
import type { JunitReport } from './report.ts';

export interface ReadJunitOptions {
  /** More is refused, in bytes; default 64e6. */
  readonly maxBytes?: number;
}

/**
 * Reads JUnit XML as Jest, Vitest, node --test, pytest, Maven, Gradle and Go write it. A report without any case is
 * returned as such: whether that is an error is for the caller to say.
 *
 * @param source path of a file, or the XML in pieces
 * @throws WorktreeError `junit_unreadable`, `junit_too_large`
 */
export async function readJunit(
  source: string | AsyncIterable<string | Uint8Array>,
  { maxBytes = 64e6 }: ReadJunitOptions = {},
): Promise<JunitReport> {
  const text =
    typeof source === 'string'
      ? TextSource.open('junit', source, { maxBytes })
      : new TextSource('junit', 'the JUnit report', source, { maxBytes });
  const builder = new JunitBuilder(text);
  await readXml(text, builder);
  return builder.report();
}
