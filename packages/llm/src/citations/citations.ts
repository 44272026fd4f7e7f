/** A place in the tree that a text speaks of. */
export interface Citation {
  /** As written, with forward slashes and without a leading `./`. */
  readonly path: string;
  /** From 1. */
  readonly line?: number;
}

const url = /\b[a-z][\w+.-]{1,20}:\/\/\S*/gi;

const place =
  /(?<![\w@/\\.-])(?<path>(?:\.{0,2}[\\/]|[A-Za-z]:[\\/])?(?:[\w@.+-]{1,100}[\\/]){0,30}[\w@.+-]{0,100}\.[A-Za-z][A-Za-z\d]{0,5})(?:["'`*]{0,2}(?::|#L|,? lines? |", line )(?<line>\d{1,7}))?(?![\w/\\])/g;

/** More than this is no answer but a list. */
const most = 100;
const longestText = 20_000;

/** Endings by which a name without a folder or a line is known for a file; `Node.js` is none. */
const endings =
  /\.(?:[cm]?tsx?|[cm]jsx?|json|ya?ml|toml|py|rb|go|rs|java|kt|cs|cpp|cc|c|h|hpp|php|swift|vue|svelte|s?css|html|sql|sh|md|txt|cfg|ini|lock|xml)$/i;

/** The files and lines that a text names, each once. Addresses of the web are none. */
export function citations(text: string): Citation[] {
  const found = new Map<string, Citation>();
  for (const { groups } of text.slice(0, longestText).replace(url, ' ').matchAll(place)) {
    const path = (groups?.['path'] ?? '').replaceAll('\\', '/').replace(/^\.\//, '');
    const line = groups?.['line'];
    const mayBeWord = !endings.test(path) || (line === undefined && /^[a-z]+\.js$/i.test(path));
    if (mayBeWord && !path.includes('/')) continue;
    const citation = { path, ...(line !== undefined && { line: Number(line) }) };
    found.set(nameOf(citation), citation);
    if (found.size === most) break;
  }
  return [...found.values()];
}

/**
 * What of the cited does not exist, for readers.
 * @param exists whether there is such a file, and with a line, whether it is that long
 */
export function checkCitations(text: string, exists: (path: string, line?: number) => boolean): string[] {
  return citations(text).flatMap((citation) => (exists(citation.path, citation.line) ? [] : [nameOf(citation)]));
}

function nameOf({ path, line }: Citation): string {
  return line === undefined ? path : `${path}:${line}`;
}
