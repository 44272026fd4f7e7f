import { WorktreeError } from '../errors.ts';
import type { TextSource } from '../text/source.ts';
import { readXml } from '../xml/read.ts';
import { CoberturaSources } from './cobertura-sources.ts';
import type { FileCollector } from './collect.ts';
import { LineTally } from './tally.ts';

/** More source folders than this would make every look-up slow. */
const maxSources = 100;

/** Reads Cobertura's XML. */
export async function readCobertura(
  source: TextSource,
  bases: readonly string[],
  collector: FileCollector,
): Promise<void> {
  const sources = new CoberturaSources(bases);
  let sourceText: string | undefined;
  let current: { readonly reported: string; readonly own: LineTally; readonly ofMethods: LineTally } | undefined;
  let isInMethods = false;
  let isKnown = false;
  await readXml(source, {
    open(name, attributes) {
      if (!isKnown) {
        // Clover's root has the same name.
        isKnown = name === 'coverage' && 'line-rate' in attributes;
        if (!isKnown) throw new WorktreeError('coverage_unknown_format', `${source.name} is XML, but not Cobertura's`);
      } else if (name === 'source') sourceText = '';
      else if (name === 'class') {
        const reported = attributes['filename'];
        if (reported === undefined) throw source.unreadable('a class has no filename');
        current = { reported, own: new LineTally(), ofMethods: new LineTally() };
      } else if (name === 'methods') isInMethods = true;
      else if (name === 'line' && current !== undefined) {
        const { number = NaN, hits = NaN } = attributes;
        if (!(isInMethods ? current.ofMethods : current.own).add(Number(number), Number(hits))) {
          throw source.unreadable(`a line of ${current.reported} lacks its number or hits`);
        }
      }
    },
    text(text) {
      if (sourceText !== undefined) sourceText += text;
    },
    close(name) {
      if (name === 'source' && sourceText !== undefined) {
        sources.add(sourceText);
        if (sources.count > maxSources) throw source.unreadable(`it names more than ${maxSources} source folders`);
        sourceText = undefined;
      } else if (name === 'methods') isInMethods = false;
      else if (name === 'class' && current !== undefined) {
        const { reported, own, ofMethods } = current;
        // Some tools count the heads of functions as lines of methods, others write no lines but those.
        collector.add(reported, sources.placesOf(reported), own.executable.length > 0 ? own : ofMethods);
        current = undefined;
      }
    },
  });
}
