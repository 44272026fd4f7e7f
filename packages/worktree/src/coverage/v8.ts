import { fileURLToPath } from 'node:url';
import { messageOf } from '../errors.ts';
import type { TextSource } from '../text/source.ts';
import type { FileCollector } from './collect.ts';
import { isTestFile } from './test-files.ts';
import { type NotedMap, V8Code, type V8Script } from './v8-script.ts';

/** What Node.js writes per process into the folder that `NODE_V8_COVERAGE` names. */
interface ProcessCoverage {
  readonly result: readonly V8Script[];
  readonly 'source-map-cache'?: Readonly<Record<string, NotedMap>>;
}

/**
 * Reads V8's coverage of one or more processes. V8 counts ranges of characters; their lines are found by parsing the
 * code, as Istanbul does. Test files and dependencies are left out. What no process loaded is not known to it.
 */
export async function readV8(sources: Iterable<TextSource>, collector: FileCollector): Promise<void> {
  const wants = (file: string): string | undefined => {
    if (/[\\/]node_modules[\\/]/.test(file)) return undefined;
    const path = collector.find(file, [file]);
    return path === undefined || isTestFile(path) ? undefined : path;
  };
  const scripts = new Map<string, { readonly code: V8Code; readonly source: TextSource }>();
  for (const source of sources) {
    const { result, 'source-map-cache': maps = {} } = await parseProcess(source);
    for (const script of result) {
      const file = fileOf(script.url);
      if (file === undefined || wants(file) === undefined) continue;
      await asMeasured(source, file, async () => {
        const code = scripts.get(file)?.code ?? (await V8Code.load(file, maps[script.url]));
        code.add(script);
        scripts.set(file, { code, source });
      });
    }
  }
  for (const [file, { code, source }] of scripts) {
    for (const [origin, tally] of await asMeasured(source, file, () => code.tallies())) {
      const path = wants(origin);
      if (path !== undefined) collector.merge(path, tally);
    }
  }
}

async function asMeasured<T>(source: TextSource, file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw source.unreadable(
      `${file} is not the code that was measured (${messageOf(error)}): it has changed since, or was compiled in ` +
        "memory; measure again, or let the runner write Istanbul's or lcov's format",
    );
  }
}

async function parseProcess(source: TextSource): Promise<ProcessCoverage> {
  let text = '';
  for await (const piece of source) text += piece;
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw source.unreadable(error);
  }
  if (isProcessCoverage(parsed)) return parsed;
  throw source.unreadable("this is not what Node.js writes of V8's coverage");
}

/** Checks what is read of it; ranges that are none make a file unlike its code. */
function isProcessCoverage(value: unknown): value is ProcessCoverage {
  if (typeof value !== 'object' || value === null || !('result' in value) || !Array.isArray(value.result)) return false;
  return value.result.every(
    (script: Partial<V8Script> | null) =>
      typeof script?.url === 'string' &&
      Array.isArray(script.functions) &&
      script.functions.every((each: Partial<V8Script['functions'][number]> | null) => Array.isArray(each?.ranges)),
  );
}

/** Node.js lists its own modules too, and code without a file. */
function fileOf(url: string): string | undefined {
  try {
    return url.startsWith('file:') ? fileURLToPath(url) : undefined;
  } catch {
    // A file of another host has no path here.
    return undefined;
  }
}
