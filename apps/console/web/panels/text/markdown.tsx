import { lexer, type MarkedToken, type Token } from 'marked';
import { createElement, Fragment, type ReactNode } from 'react';
import { DataLink } from '../data-link.tsx';

/** Markdown as elements of the page. It makes no HTML, so what its author writes as HTML is shown as it is written. */
export default function Markdown({ text }: { readonly text: string }) {
  return showAll(lexer(text));
}

function showAll(tokens: readonly Token[] = []): ReactNode[] {
  // biome-ignore lint/suspicious/noArrayIndexKey: the text is drawn anew as a whole
  return tokens.map((token, at) => <Fragment key={at}>{show(token as MarkedToken)}</Fragment>);
}

function show(token: MarkedToken): ReactNode {
  switch (token.type) {
    case 'heading':
      // The page and the panel have the first two.
      return createElement(`h${Math.min(token.depth + 2, 6)}`, {}, showAll(token.tokens));
    case 'paragraph':
      return <p>{showAll(token.tokens)}</p>;
    case 'blockquote':
      return <blockquote>{showAll(token.tokens)}</blockquote>;
    case 'strong':
    case 'em':
    case 'del':
      return createElement(token.type, {}, showAll(token.tokens));
    case 'list': {
      const items = token.items.map((item) => <li key={item.raw}>{showAll(item.tokens)}</li>);
      return token.ordered ? <ol start={token.start || 1}>{items}</ol> : <ul>{items}</ul>;
    }
    case 'checkbox':
      return token.checked ? '☑ ' : '☐ ';
    case 'table':
      return (
        <table>
          <thead>
            <tr>
              {token.header.map((cell) => (
                <th key={cell.text}>{showAll(cell.tokens)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {token.rows.map((row) => (
              <tr key={row.map(({ text }) => text).join()}>
                {row.map((cell) => (
                  <td key={cell.text}>{showAll(cell.tokens)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      );
    case 'code':
      return (
        <pre>
          <code>{token.text}</code>
        </pre>
      );
    case 'codespan':
      return <code>{token.text}</code>;
    case 'link':
      return (
        <DataLink href={decode(token.href)} title={token.title ?? undefined}>
          {showAll(token.tokens)}
        </DataLink>
      );
    case 'hr':
    case 'br':
      return createElement(token.type);
    case 'space':
    case 'def':
      return null;
    case 'text':
      return token.tokens === undefined ? decode(token.text) : showAll(token.tokens);
    default:
      // HTML as it is written, and of a picture what it shows: it would come from another host.
      return token.text;
  }
}

/** Characters that are written by name or number, such as `&nbsp;`. */
function decode(text: string): string {
  return text.replaceAll(/&(?:#\d+|#x[\da-f]+|[a-z][a-z\d]*);/gi, (name) => {
    return new DOMParser().parseFromString(name, 'text/html').documentElement.textContent;
  });
}
