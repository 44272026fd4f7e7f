import { readFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { pathToFileURL } from 'node:url';
import { parse } from 'acorn';
import { convert } from 'ast-v8-to-istanbul';
import { tallyStatements } from './istanbul.ts';
import type { LineTally } from './tally.ts';

/** Offsets count UTF-16 units of the code that ran. */
interface V8Range {
  readonly startOffset: number;
  readonly endOffset: number;
  readonly count: number;
}

/** A script in V8's words. */
export interface V8Script {
  readonly url: string;
  readonly functions: readonly { readonly ranges: readonly V8Range[] }[];
}

/** What Node.js noted of a script that came with a source map. */
export interface NotedMap {
  readonly lineLengths: readonly number[];
  readonly data: { readonly sources: string[]; readonly mappings: string; readonly sourcesContent?: string[] } | null;
}

/** The code of one file, and which of its characters ran in any of the processes that loaded it. */
export class V8Code {
  readonly #file: string;
  readonly #code: string;
  readonly #ran: Uint8Array;
  readonly #map: NotedMap | undefined;

  private constructor(file: string, code: string, map: NotedMap | undefined) {
    this.#file = file;
    this.#code = code;
    this.#ran = new Uint8Array(code.length);
    this.#map = map;
  }

  /** @throws whatever keeps it from being the code that ran */
  static async load(file: string, map: NotedMap | undefined): Promise<V8Code> {
    const text = (await readFile(file, 'utf8')).replace(/^\ufeff/, '');
    const code = isTypeScript(file) ? stripTypeScriptTypes(text) : text;
    const noted = map?.lineLengths.reduce((sum, length) => sum + length + 1, -1);
    if (noted !== undefined && noted !== code.length) throw new Error('its length differs');
    return new V8Code(file, code, map);
  }

  /** @throws where the script was not this code */
  add({ functions }: V8Script): void {
    // The innermost range counts.
    const ranges = functions.flatMap((each) => each.ranges).sort((one, other) => lengthOf(other) - lengthOf(one));
    const end = ranges[0]?.endOffset ?? 0;
    // Node.js adds a line to the code that it strips of types.
    if (isTypeScript(this.#file) ? end < this.#code.length : end !== this.#code.length) {
      throw new Error('its length differs');
    }
    const counts = new Uint8Array(this.#code.length);
    for (const { startOffset, endOffset, count } of ranges) counts.fill(count > 0 ? 1 : 0, startOffset, endOffset);
    for (let at = 0; at < counts.length; at += 1) if (counts[at] === 1) this.#ran[at] = 1;
  }

  /** Lines by absolute path: those of the file, or of what it was compiled from. */
  async tallies(): Promise<[file: string, tally: LineTally][]> {
    const { sources, mappings, sourcesContent } = this.#map?.data ?? {};
    const isMapped = sources !== undefined && mappings !== undefined;
    const files = await convert({
      code: this.#code,
      ast: parseScript(this.#code),
      coverage: { url: pathToFileURL(this.#file).href, functions: [this.#asFunction()] },
      // With contents, if empty ones, no file is opened that a map happens to name.
      ...(isMapped && {
        sourceMap: {
          version: 3,
          names: [],
          sources,
          mappings,
          sourcesContent: sources.map((_, index) => sourcesContent?.[index] ?? ''),
        },
      }),
    });
    return Object.values(files).map((data) => {
      const tally = tallyStatements(data);
      if (tally === undefined) throw new Error('its source map leads to no lines');
      return [data.path, tally];
    });
  }

  #asFunction() {
    const ranges: { startOffset: number; endOffset: number; count: number }[] = [];
    for (let at = 0; at < this.#ran.length; at += 1) {
      const last = ranges.at(-1);
      const count = this.#ran[at] ?? 0;
      if (last?.count === count) last.endOffset = at + 1;
      else ranges.push({ startOffset: at, endOffset: at + 1, count });
    }
    return { functionName: '', isBlockCoverage: true, ranges };
  }
}

function lengthOf({ startOffset, endOffset }: V8Range): number {
  return endOffset - startOffset;
}

function isTypeScript(file: string): boolean {
  return /\.[cm]?ts$/.test(file);
}

function parseScript(code: string) {
  try {
    return parse(code, { ecmaVersion: 'latest', sourceType: 'module' });
  } catch {
    // What is no module may be a script; if neither, the fault of this attempt tells.
    return parse(code, { ecmaVersion: 'latest', sourceType: 'commonjs' });
  }
}
