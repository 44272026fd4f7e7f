import { Marked, Renderer, type Token } from 'marked';
import { isSafe } from '../input/link.ts';
import { escapeHtml, type Html, trusted } from './html.ts';

/**
 * Renders Markdown of which nothing passes as HTML: tags are shown, comments and pictures are not, links are checked.
 *
 * @param resolve where a link leads, given what it says, and where a word of the text does; undefined for any other
 */
export function renderMarkdown(tokens: Token[], resolve: (name: string) => string | undefined): Html {
  const plain = new Renderer();
  let inLink = false;
  const marked = new Marked({
    renderer: {
      html: ({ text }) => (text.startsWith('<!--') ? '' : escapeHtml(text)),
      image: ({ text }) => escapeHtml(text),
      link({ href, tokens: inside }) {
        inLink = true;
        const text = this.parser.parseInline(inside);
        inLink = false;
        // Other character references stay as they are written, so that none can hide a scheme.
        const address = href.replaceAll('&amp;', '&');
        const target = resolve(address) ?? address;
        return isSafe(target) ? `<a href="${escapeHtml(target)}">${text}</a>` : text;
      },
      text(token) {
        if ('tokens' in token && token.tokens !== undefined) return false;
        const shown = plain.text(token);
        return inLink ? shown : shown.replaceAll(word, (name) => linked(name, resolve(name)));
      },
      heading({ tokens: inside, depth, text }) {
        const id = escapeHtml(text.toLowerCase().replaceAll(' ', '-'));
        return `<h${depth} id="${id}">${this.parser.parseInline(inside)}</h${depth}>\n`;
      },
    },
  });
  return trusted(marked.parser(tokens));
}

/** In text that is escaped already, where a reference to a character is no word. */
const word = /(?<![&#])\b[A-Za-z_]\w*\b/g;

function linked(name: string, target: string | undefined): string {
  return target === undefined ? name : `<a href="${escapeHtml(target)}">${name}</a>`;
}
