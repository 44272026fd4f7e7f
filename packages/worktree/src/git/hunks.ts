/** Lines that were added, as a patch without context tells them. */
export interface Hunk {
  readonly path: string;
  /** The first line, from 1. */
  readonly first: number;
  readonly count: number;
}

/** Longer lines are cut; only their start is looked at, and no path is longer. */
const maxLineLength = 32_768;

/** Reads what `git diff --unified=0` prints. Contents of files may look like headers, so hunks are counted through. */
export async function* readHunks(patch: AsyncIterable<Buffer>): AsyncGenerator<Hunk, void, undefined> {
  let path: string | undefined;
  let remaining = 0;
  for await (const line of linesOf(patch)) {
    if (remaining > 0) {
      if (!line.startsWith('\\')) remaining -= 1;
    } else if (line.startsWith('+++ ')) {
      path = pathOf(line.slice(4));
    } else {
      const match = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line);
      if (!match) continue;
      const [, removed = '1', first, added = '1'] = match;
      remaining = Number(removed) + Number(added);
      if (path !== undefined && added !== '0') yield { path, first: Number(first), count: Number(added) };
    }
  }
}

/** Lines as bytes, one character each, since a patch may have several encodings. */
async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<string, void, undefined> {
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + chunk.toString('latin1')).split('\n');
    rest = (lines.pop() ?? '').slice(0, maxLineLength);
    yield* lines;
  }
  if (rest !== '') yield rest;
}

/** The path behind `+++ `; undefined for a file that was deleted. */
function pathOf(label: string): string | undefined {
  // A tab ends a name that has blanks.
  const bytes = label.startsWith('"') ? unquote(label) : label.replace(/\t$/, '');
  return bytes === '/dev/null' ? undefined : Buffer.from(bytes.replace(/^b\//, ''), 'latin1').toString();
}

const escapes: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  t: '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
};

function unquote(label: string): string {
  const inner = label.slice(1, label.lastIndexOf('"'));
  return inner.replace(/\\([0-7]{3}|.)/g, (_, code: string) =>
    code.length === 3 ? String.fromCharCode(Number.parseInt(code, 8)) : (escapes[code] ?? code),
  );
}
