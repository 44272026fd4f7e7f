import { resolve } from 'node:path';
import { WorktreeError } from '../errors.ts';
import type { TextSource } from '../text/source.ts';
import { readXml } from '../xml/read.ts';
import type { FileCollector } from './collect.ts';
import { candidatesOf, isRooted, withSlashes } from './locate.ts';
import { LineTally } from './tally.ts';

/** More source folders than this would make every look-up slow. */
const maxSources = 100;

/** Reads Cobertura's XML. */
export async function readCobertura(
  source: TextSource,
  bases: readonly string[],
  collector: FileCollector,
): Promise<void> {
  const sources: string[] = [];
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
        sources.push(withSlashes(sourceText));
        if (sources.length > maxSources) throw source.unreadable(`it names more than ${maxSources} source folders`);
        sourceText = undefined;
      } else if (name === 'methods') isInMethods = false;
      else if (name === 'class' && current !== undefined) {
        const { reported, own, ofMethods } = current;
        // Some tools count the heads of functions as lines of methods, others write no lines but those.
        collector.add(reported, placesOf(reported, sources, bases), own.executable.length > 0 ? own : ofMethods);
        current = undefined;
      }
    },
  });
}

/**
 * A class' file is relative to one of the sources. Where these are of another machine, the longest end of a source
 * below which the file exists here stands for it.
 */
function placesOf(filename: string, sources: readonly string[], bases: readonly string[]): string[] {
  const path = withSlashes(filename);
  const places = candidatesOf(path, sources.filter(isRooted).map(asHere));
  for (const source of sources.length === 0 ? [''] : sources) {
    const below = isRooted(path) ? cutPrefix(path, source) : path;
    if (below === undefined) continue;
    const folders = isRooted(source) ? source.replace(/^[A-Za-z]:/, '').split('/') : [source];
    for (let index = 0; index <= folders.length; index += 1) {
      const end = folders.slice(index).join('/').replace(/^\/+/, '');
      places.push(...bases.map((base) => resolve(base, end, below)));
    }
  }
  return places;
}

/** An absolute folder of any system in the spelling of this one. */
function asHere(folder: string): string {
  return process.platform === 'win32' ? folder : folder.replace(/^[A-Za-z]:/, '');
}

function cutPrefix(path: string, folder: string): string | undefined {
  const prefix = folder.endsWith('/') ? folder : `${folder}/`;
  return folder !== '' && path.startsWith(prefix) ? path.slice(prefix.length) : undefined;
}
