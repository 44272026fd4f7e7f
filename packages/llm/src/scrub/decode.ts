/** A text as a reader sees it behind escapes or without seams, and where each of its characters stands in the source. */
export interface View {
  readonly text: string;
  /** The place in the source of the character at an index, or of the end. */
  sourceOf(index: number): number;
}

const ESC = '\u001b';

/** Escapes of JSON and JavaScript, of URLs, of HTML, of terminals, and characters that nobody sees. */
const escapes = new RegExp(
  [
    String.raw`\\(?:u\{[\da-f]{1,6}\}|u[\da-f]{4}|x[\da-f]{2}|[nrtbf"'${'`'}/\\])`,
    '%[\\da-f]{2}',
    '&(?:#\\d{1,7}|#x[\\da-f]{1,6}|quot|apos|amp|lt|gt|nbsp|equals|colon|lowbar|commat);',
    `${ESC}\\[[\\d;]{0,16}m`,
    '[\\u00ad\\u200b-\\u200d\\u2060\\ufeff]',
  ].join('|'),
  'gi',
);

const controls = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
const entities = { quot: '"', apos: "'", amp: '&', lt: '<', gt: '>', nbsp: ' ', equals: '=', colon: ':', lowbar: '_' };
const named: Readonly<Record<string, string>> = { ...controls, ...entities, commat: '@' };

/** Where a string is put together from two, and where a line is broken within what looks like one random word. */
const seams =
  /["'`][\s+.&\\>|-]{0,100}["'`]|(?<=[\w-]{4})\\?\r?\n[ \t>|+-]{0,80}(?!\d{4}-\d)(?=[A-Za-z_-]{0,200}\d)(?=[\w-]{8,}(?:[\s"'`,;)]|$))/g;

/** The text as it is, then behind one layer of escapes after the other, for as long as there is one; three at most. */
export function viewsOf(source: string): View[] {
  const views: View[] = [{ text: source, sourceOf: (index) => index }];
  for (let view = views[0]; view !== undefined && views.length <= 3; ) {
    view = rewritten(view, escapes, meaningOf);
    if (view !== undefined) views.push(view);
  }
  return views;
}

/** The text with all parts of strings and broken words made one; undefined where there are none. */
export function joined(view: View): View | undefined {
  return rewritten(view, seams, () => '');
}

function rewritten(outer: View, pattern: RegExp, meaningOf: (found: string) => string): View | undefined {
  /** Where runs of characters that are one to one begin: in the new text, and in the outer one. */
  const inner = [0];
  const origin = [0];
  let text = '';
  let copied = 0;
  for (const { 0: found, index } of outer.text.matchAll(pattern)) {
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
  const [, hex, decimal] = /^(?:\\[ux]\{?|%|&#x)([\da-f]+)|^&#(\d+)/i.exec(found) ?? [];
  const code = hex === undefined ? decimal : `0x${hex}`;
  if (code !== undefined) return String.fromCodePoint(Math.min(Number(code), 0x10ffff));
  const name = found.replace(/^[\\&]|;$/g, '');
  return named[name] ?? (found.startsWith('\\') ? name : '');
}
