import { existsIn } from './tree.ts';

/** A place in the tree that a text speaks of. */
export interface Citation {
  /** As written, with forward slashes and without a leading `./`. */
  readonly path: string;
  /** From 1. */
  readonly line?: number;
}

const url = /\b[a-z][\w+.-]{1,20}:\/\/\S*/gi;

/** Files that everybody knows without an ending. */
const bare = '(?:Make|Docker|Container|Jenkins|Vagrant|Gem|Rake|Proc|Just|Task|Brew|Pip)file';

const place = new RegExp(
  String.raw`(?<![\w@/.-])(?<path>(?:\.{0,2}/|[A-Za-z]:/)?(?:[\w@.+-]{1,100}/){0,30}(?:[\w@.+-]{0,100}\.[A-Za-z][A-Za-z\d]{0,5}|${bare}|(?<=/)[A-Za-z_][\w@+-]{0,100}(?=:\d)))(?:["'\`*]{0,2}(?::|#L|,? lines? |", line )(?<line>\d{1,7}))?(?![\w/])`,
  'g',
);

/** More than this is no answer but a list. */
const most = 100;
const longestText = 20_000;

/** Endings by which a name without a folder or a line is known for a file; `Node.js` is none. */
const endings = new RegExp(
  String.raw`(?:^|/)${bare}$|\.(?:[cm]?tsx?|[cm]jsx?|json|ya?ml|toml|py|rb|go|rs|java|kt|cs|cpp|cc|c|h|hpp|php|swift|vue|svelte|s?css|html|sql|sh|md|txt|cfg|ini|lock|xml)$`,
  'i',
);

/**
 * The files and lines that a text names, each once. Addresses of the web are none.
 * @param root of the tree; paths may begin with it
 */
export function citations(text: string, root: string): Citation[] {
  const slashed = (path: string) => path.replace(/\\+/g, '/');
  const base = slashed(root)
    .replace(/\/$/, '')
    .replace(/[^\w/]/g, '\\$&');
  const told = slashed(text.slice(0, longestText).replaceAll('file://', '').replace(url, ' '));
  const found = new Map<string, Citation>();
  for (const { groups } of told.replace(new RegExp(`(?<![\\w@/.-])${base}/`, 'gi'), '').matchAll(place)) {
    const path = (groups?.['path'] ?? '').replace(/^\.\//, '');
    const line = groups?.['line'];
    const mayBeWord = !endings.test(path) || (line === undefined && /^[a-z]+\.js$/i.test(path));
    if (mayBeWord && !path.includes('/')) continue;
    const citation = { path, ...(line !== undefined && { line: Number(line) }) };
    found.set(nameOf(citation), citation);
    if (found.size === most) break;
  }
  return [...found.values()];
}

/** What of the cited does not exist in a tree, for readers. */
export function checkCitations(text: string, root: string): string[] {
  const exists = existsIn(root);
  return citations(text, root).flatMap((citation) => (exists(citation.path, citation.line) ? [] : [nameOf(citation)]));
}

function nameOf({ path, line }: Citation): string {
  return line === undefined ? path : `${path}:${line}`;
}
