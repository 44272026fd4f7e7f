import { lexer, type Token, type Tokens } from 'marked';
import { type Html, trusted } from './html.ts';
import { renderMarkdown } from './render.ts';

/** ALERT_RUNBOOK.md as HTML. */
export interface Runbook {
  /** What belongs to no alert: how to use it, and the contents. */
  readonly introduction: Html;
  /** The section of each alert, in the order of the file. */
  readonly alerts: ReadonlyMap<string, Html>;
}

export const emptyRunbook: Runbook = { introduction: trusted(''), alerts: new Map() };

/** Splits the runbook at its headings `## <AlertName>`; what tells an alert is that its section has parts of its own. */
export function readRunbook(markdown: string): Runbook {
  const introduction: Token[] = [];
  const sections = new Map<string, Token[]>();
  for (const part of splitAtHeadings(lexer(markdown))) {
    const [first, ...rest] = part;
    if (first !== undefined && isHeading(first, 2) && rest.some((token) => isHeading(token, 3)))
      sections.set(first.text, rest);
    // The page has a heading of its own.
    else introduction.push(...part.filter((token) => !isHeading(token, 1)));
  }
  const places = new Map(
    [...sections.keys()].flatMap((alert) =>
      [alert, `#${alert.toLowerCase()}`].map((name) => [name, `/runbooks/${alert}`] as const),
    ),
  );
  const render = (tokens: Token[], own?: string) =>
    renderMarkdown(tokens, (name) => (name === own ? undefined : places.get(name)));
  return {
    introduction: render(introduction),
    alerts: new Map([...sections].map(([alert, tokens]) => [alert, render(tokens, alert)])),
  };
}

/** A heading inside a code block is none, so this works on tokens and not on lines. */
function splitAtHeadings(tokens: readonly Token[]): Token[][] {
  const parts: Token[][] = [[]];
  for (const token of tokens) {
    if (isHeading(token, 1) || isHeading(token, 2)) parts.push([]);
    parts.at(-1)?.push(token);
  }
  return parts;
}

function isHeading(token: Token, depth: number): token is Tokens.Heading {
  return token.type === 'heading' && token['depth'] === depth;
}
