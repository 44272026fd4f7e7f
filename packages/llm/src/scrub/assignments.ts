import { isHeader, isName, mayBeNumber, mayBeValue, namePattern } from './names.ts';
import type { Range } from './range.ts';

/** What puts a value behind a name: `=`, `:`, `=>`, a comparison, an attribute or field, a tag, a call or an assertion. */
const between = [
  String.raw`[ \t]{0,8}(?:=>|:=|[=!]={1,2}|[=:])[ \t]{0,8}`,
  String.raw`,?[ \t]{0,8}["']?\bvalue["']?[ \t]{0,4}[:=][ \t]{0,4}`,
  String.raw`>(?=[^\s<])`,
  String.raw`(?:\)(?:\.\w{1,20}){1,3})?\([ \t]{0,4}(?=["'\`])`,
].join('|');

const heads: readonly RegExp[] = [
  new RegExp(`${namePattern}(?<between>${between})`, 'gi'),
  // Behind the dashes of a command line a blank is enough.
  new RegExp(String.raw`(?<=--[\w-]{0,40})${namePattern}(?<between>[ \t]{1,8})(?=[^\s-])`, 'gi'),
  // In SQL a blank too, before a string.
  /(?<core>password|identified(?: with \S{1,60})? by(?: password)?)(?<between>[ \t]{1,8})(?=["'])/gi,
];

const type = /(?:str|string|any|unknown|SecretStr|Optional\[str\])[ \t]{0,4}=(?!=)[ \t]{0,4}/y;
const quoted = /[bfru]{0,2}(["'`])((?:(?!\1)[^\\\n]|\\.)*)\1?/iy;
const nextItem = /[ \t\n+-]{0,80},?[ \t\n+-]{0,80}(?=["'`])/y;
const nextPart = /[ \t]{0,8}\+?[ \t]{0,8}(?=["'`])/y;
/** Enough to see what it is; nothing harmless is longer. */
const beginning = /[^\s"'`<>]{1,256}/y;
const bare = /[^\s"'`<>]+/y;
const ofQuery = /[^\s"'`<>&#:)]+/y;
const untilQuote = /(?:[^\n"'`\\]|\\(?![nr]))+/y;
const untilEnd = /(?:[^\n\\]|\\(?![nr]))+/y;

/** Where a name is the first of its line, as in a .env file, in YAML, and in their diffs. */
const lineStart = /(?:^|\n)[ \t+>-]{0,80}(?:(?:export|set|env|arg)[ \t]{1,4})?["']?[\w.-]{0,80}$/i;
const queryStart = /[?&][\w.-]{0,80}$/;

/** Values that tell nothing. */
const harmless =
  /^(?:undefined|null|nil|none|true|false|string|str|number|boolean|unknown|any|never|void|await|new|function|async|typeof|required|missing|invalid|expired|empty|pass|passed|fail|failed|skip|error|ok|\*+|\.+|…|process\.env[\w.]*|\[removed\])[,;)}\]]*$/i;

/** Names of variables that hold the value. */
const reference = /^\$(?:\{[\w.]+\}|[A-Z_]{2,})[,;)}\]]*$/;

/** The values of everything that is called like a secret. */
export function* assignments(text: string): Generator<Range> {
  for (const head of heads) {
    head.lastIndex = 0;
    for (let match = head.exec(text); match !== null; match = head.exec(text)) {
      const { core = '', tail = '', between = '' } = match.groups ?? {};
      if (!isName(core, tail, text.charAt(match.index - 1))) continue;
      for (const range of values(text, { core, between, start: match.index, end: head.lastIndex })) {
        // What is removed is not looked through again.
        head.lastIndex = range[1];
        if (mayBeValue(core, text.slice(...range))) yield range;
      }
    }
  }
}

interface Head {
  readonly core: string;
  readonly between: string;
  readonly start: number;
  readonly end: number;
}

function* values(text: string, head: Head): Generator<Range> {
  const from = endOf(type, text, head.end) ?? head.end;
  const isList = text[from] === '[';
  let string = stringAt(text, isList ? (endOf(nextItem, text, from + 1) ?? from) : from);
  if (string === undefined) {
    if (!/[=!]=/.test(head.between)) yield* unquoted(text, head, from);
    return;
  }
  for (; string !== undefined; string = stringAt(text, endOf(isList ? nextItem : nextPart, text, string.end))) {
    if (!harmless.test(text.slice(...string.inner))) yield string.inner;
  }
}

function* unquoted(text: string, { core, between, start }: Head, from: number): Generator<Range> {
  const before = text.slice(Math.max(0, start - 180), start);
  const isQuery = queryStart.test(before);
  const isVariable = !isQuery && between === '=' && core === core.toUpperCase();
  const first = text.slice(from, endOf(beginning, text, from) ?? from);
  if (harmless.test(first) || reference.test(first)) return;
  if (!isVariable && /^(?:$|[[{(\\])/.test(first)) return;
  if (/^\d{1,9}(?:[.:,;)\]}]|$)/.test(first) && !mayBeNumber(core, isVariable)) return;
  if (/^pwd$/i.test(core) && /^(?:[./]|[A-Z]:\\)/.test(first)) return;
  const ownsLine = lineStart.test(before);
  const extent = isQuery ? ofQuery : ownsLine ? untilEnd : isVariable || isHeader(core) ? untilQuote : bare;
  const value = text.slice(from, endOf(extent, text, from) ?? from);
  yield [from, from + value.replace(ownsLine ? /[\s,]+$/ : /[\s,;)}\]]+$/, '').length];
}

interface Quoted {
  readonly inner: Range;
  readonly end: number;
}

function stringAt(text: string, at: number | undefined): Quoted | undefined {
  if (at === undefined) return undefined;
  quoted.lastIndex = at;
  const match = quoted.exec(text);
  if (match === null) return undefined;
  const { 0: whole, 1: quote = '', 2: inner = '' } = match;
  const from = at + whole.indexOf(quote) + 1;
  return { inner: [from, from + inner.length], end: at + whole.length };
}

/** Where the match of a sticky pattern that begins at a place ends. */
function endOf(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}
