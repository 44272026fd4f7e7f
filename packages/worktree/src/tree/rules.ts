/**
 * Rules of a `.gitignore` that lies in `folder`, said from the top of the repository. Git reads `name` as "at any
 * depth below", and everything with a slash before its end as "from here".
 */
export function rulesFromTop(text: string, folder: string): string[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  return folder === '' ? lines : lines.flatMap((line) => fromTop(line, `/${escapePattern(folder)}`));
}

function fromTop(line: string, folder: string): string[] {
  if (line.trim() === '' || line.startsWith('#')) return [];
  const isNegative = line.startsWith('!');
  const pattern = withoutTrailingSpaces(isNegative ? line.slice(1) : line);
  const isAnchored = /\/./.test(pattern);
  const below = isAnchored ? pattern.replace(/^\//, '') : `**/${pattern}`;
  return pattern === '' || below === '' ? [] : [`${isNegative ? '!' : ''}${folder}/${below}`];
}

/** A space before the end of the line counts only behind a backslash. */
function withoutTrailingSpaces(pattern: string): string {
  return pattern.replace(/(?<!\\) +$/, '');
}

function escapePattern(path: string): string {
  return path.replace(/[\\*?[\]!# ]/g, '\\$&');
}
