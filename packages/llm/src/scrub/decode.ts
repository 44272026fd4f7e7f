/** A text as a reader sees it behind one layer of escapes, and where each of its characters stands in the source. */
export interface View {
  readonly text: string;
  /** The place in the source of the character at an index, or of the end. */
  sourceOf(index: number): number;
}

const ESC = '\u001b';

/** Escapes of JSON and JavaScript, of URLs, of terminals, and characters that nobody sees. */
const escapes = new RegExp(
  [
    String.raw`\\(?:u\{[\da-f]{1,6}\}|u[\da-f]{4}|x[\da-f]{2}|[nrtbf"'${'`'}/\\])`,
    '%[\\da-f]{2}',
    `${ESC}\\[[\\d;]{0,16}m`,
    '[\\u00ad\\u200b-\\u200d\\u2060\\ufeff]',
  ].join('|'),
  'gi',
);

const named: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** The text as it is, then behind one layer of escapes after the other, for as long as there is one; three at most. */
export function viewsOf(source: string): View[] {
  const views: View[] = [{ text: source, sourceOf: (index) => index }];
  for (let view = views[0]; view !== undefined && views.length <= 3; ) {
    view = decode(view);
    if (view !== undefined) views.push(view);
  }
  return views;
}

function decode(outer: View): View | undefined {
  /** Where runs of characters that are one to one begin: in the new text, and in the outer one. */
  const inner = [0];
  const origin = [0];
  let text = '';
  let copied = 0;
  for (const { 0: found, index } of outer.text.matchAll(escapes)) {
    text += outer.text.slice(copied, index);
    copied = index + found.length;
    const meant = meaningOf(found);
    inner.push(text.length, text.length + meant.length);
    origin.push(index, copied);
    text += meant;
  }
  if (copied === 0) return undefined;
  text += outer.text.slice(copied);
  return { text, sourceOf: (index) => outer.sourceOf(originOf(index)) };

  function originOf(index: number): number {
    let low = 0;
    let high = inner.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((inner[middle] ?? 0) <= index) low = middle;
      else high = middle;
    }
    return (origin[low] ?? 0) + index - (inner[low] ?? 0);
  }
}

function meaningOf(found: string): string {
  if (found.startsWith('%')) return String.fromCharCode(Number.parseInt(found.slice(1), 16));
  if (!found.startsWith('\\')) return '';
  const digits = /^\\[ux]\{?([\da-f]+)/i.exec(found)?.[1];
  if (digits === undefined) return named[found.slice(1)] ?? found.slice(1);
  return String.fromCodePoint(Math.min(Number.parseInt(digits, 16), 0x10ffff));
}
