import { linesOf } from '../text/lines.ts';
import type { TextSource } from '../text/source.ts';
import type { FileCollector } from './collect.ts';
import { candidatesOf } from './locate.ts';
import { LineTally } from './tally.ts';

/** Reads lcov's tracefiles, as geninfo describes them; of their records, those of lines. */
export async function readLcov(source: TextSource, bases: readonly string[], collector: FileCollector): Promise<void> {
  let number = 0;
  let record: { readonly reported: string; readonly tally: LineTally } | undefined;
  const refuse = (reason: string) => source.unreadable(`line ${number}: ${reason}`);
  for await (const lines of linesOf(source)) {
    for (const line of lines) {
      number += 1;
      if (line.startsWith('DA:')) {
        const [, at, hits] = /^DA:(\d+),([^,]+)/.exec(line) ?? [];
        if (record === undefined) throw refuse('DA outside of a record that SF begins');
        if (!record.tally.add(Number(at), Number(hits))) throw refuse('DA without the numbers of a line and its hits');
      } else if (line.startsWith('SF:')) {
        if (record !== undefined) throw refuse(`the record of ${record.reported} has no end`);
        record = { reported: line.slice('SF:'.length), tally: new LineTally() };
      } else if (line === 'end_of_record') {
        if (record !== undefined) collector.add(record.reported, candidatesOf(record.reported, bases), record.tally);
        record = undefined;
      } else if (!/^(?:[A-Z]+:|#|\s*$)/.test(line)) {
        throw refuse('this is no record of lcov');
      }
    }
  }
  if (record !== undefined) throw source.unreadable(`it ends in the middle of the record of ${record.reported}`);
}
