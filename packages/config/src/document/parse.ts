import {
  isMap,
  isNode,
  isPair,
  isScalar,
  LineCounter,
  type Node,
  type ParsedNode,
  parseDocument,
  type YAMLError,
} from 'yaml';
import type { Fault } from '../errors.ts';

export type Path = readonly PropertyKey[];
interface Position {
  readonly line: number;
  readonly column: number;
}

/** A YAML file: its values, and where each of them stands. */
export interface YamlFile {
  readonly value: unknown;
  readonly faults: readonly Fault[];
  /** Place of the value at a path, of the nearest parent where there is none. */
  locate(path: Path): Position | undefined;
  /** Place of a key itself. */
  locateKey(path: Path, key: string): Position | undefined;
}

// The parser's own texts repeat pieces of the file, which may be a misplaced key.
const syntaxTexts: Partial<Record<YAMLError['code'], string>> = {
  BAD_INDENT: 'the indentation does not fit; align it with the lines around it, with spaces',
  TAB_AS_INDENT: 'a tab is used for indentation; use spaces',
  DUPLICATE_KEY: 'this key stands twice in the same section; keep one of them',
  MISSING_CHAR: 'a character is missing, often a colon, a comma, a bracket or the closing quote',
  MULTIPLE_DOCS: 'there is more than one document; remove the line ---',
  MULTILINE_IMPLICIT_KEY: 'a key must stand on one line, followed by a colon',
  UNEXPECTED_TOKEN: 'this is not expected here',
};

export const emptyFile: YamlFile = {
  value: {},
  faults: [],
  locate: () => undefined,
  locateKey: () => undefined,
};

/** Reads YAML text; syntax errors become faults with line and column. */
export function parseYaml(text: string): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  const root = document.contents;
  const faults = document.errors.map(
    (error): Fault => ({ path: '', message: `YAML syntax: ${syntaxText(error)}`, ...at(error.pos[0]) }),
  );
  let value: unknown = {};
  if (faults.length === 0) {
    try {
      value = withoutEmpty(document.toJS({ maxAliasCount: 20 })) ?? {};
    } catch {
      faults.push({
        path: '',
        message: 'YAML syntax: aliases are unresolved or nested too deeply; write the values out',
      });
    }
  }
  return {
    value,
    faults,
    locate: (path) => positionOf(nodeAt(root, path), at),
    locateKey: (path, key) => {
      const parent = nodeAt(root, path);
      const pair = isMap(parent)
        ? parent.items.find((item) => isScalar(item.key) && String(item.key.value) === key)
        : undefined;
      return positionOf(pair && isNode(pair.key) ? pair.key : parent, at);
    },
  };
}

/** The value at a path; undefined where there is none. */
export function valueAt(value: unknown, path: Path): unknown {
  let current = value;
  for (const part of path) {
    if (typeof current !== 'object' || current === null) return undefined;
    current = Object.entries(current).find(([key]) => key === String(part))?.[1];
  }
  return current;
}

function syntaxText(error: YAMLError): string {
  return syntaxTexts[error.code] ?? `this cannot be read (${error.code.toLowerCase().replaceAll('_', ' ')})`;
}

function nodeAt(root: ParsedNode | Node | null, path: Path): Node | null {
  let node: Node | null = root;
  for (const part of path) {
    const next: unknown =
      node !== null && 'get' in node && typeof node.get === 'function' ? node.get(part, true) : undefined;
    if (isPair(next) || !isNode(next)) break;
    node = next;
  }
  return node;
}

function positionOf(node: Node | null, at: (offset: number) => Position): Position | undefined {
  return node?.range ? at(node.range[0]) : undefined;
}

/** A section whose lines are all commented out reads as null; it means the same as none. */
function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (typeof value !== 'object' || value === null) return value ?? undefined;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, entry]) => (entry === null ? [] : [[key, withoutEmpty(entry)]])),
  );
}
