import { Marked, type Token } from 'marked';
import { escapeHtml, type Html, trusted } from '../pages/html.ts';
import { isSafe } from '../pages/link.ts';

/**
 * Renders Markdown of which nothing passes as HTML: tags are shown, comments and pictures are not, links are checked.
 *
 * @param resolve where a link leads, given what it says
 */
export function renderMarkdown(tokens: Token[], resolve: (href: string) => string): Html {
  const marked = new Marked({
    renderer: {
      html: ({ text }) => (text.startsWith('<!--') ? '' : escapeHtml(text)),
      image: ({ text }) => escapeHtml(text),
      link({ href, tokens: inside }) {
        const text = this.parser.parseInline(inside);
        // Other character references stay as they are written, so that none can hide a scheme.
        const target = resolve(href.replaceAll('&amp;', '&'));
        return isSafe(target) ? `<a href="${escapeHtml(target)}">${text}</a>` : text;
      },
      heading({ tokens: inside, depth, text }) {
        const id = escapeHtml(text.toLowerCase().replaceAll(' ', '-'));
        return `<h${depth} id="${id}">${this.parser.parseInline(inside)}</h${depth}>\n`;
      },
    },
  });
  return trusted(marked.parser(tokens));
}
