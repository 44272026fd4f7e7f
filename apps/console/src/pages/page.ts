import type { Service } from '@switchgear/service';
import { type Html, html } from './html.ts';

/** The HTTP server that routes are mounted on. */
export type App = Service['app'];

/** What every page needs to know of its surroundings. */
export interface Site {
  /** Whether any provider is simulated, which every page says. */
  readonly simulated: boolean;
}

export interface Page {
  readonly title: string;
  readonly body: Html;
}

interface Reply {
  code(status: number): Reply;
  type(contentType: string): Reply;
  send(payload: string): Reply;
}

/** Answers with a whole page. */
export function sendPage<R extends Reply>(reply: R, site: Site, { title, body }: Page, status = 200): R {
  reply
    .code(status)
    .type('text/html; charset=utf-8')
    .send(`${frame(site, title, body)}`);
  return reply;
}

/** When something happened, for people and for programs. */
export function time(iso: string): Html {
  return html`<time datetime="${iso}">${iso.slice(0, 19).replace('T', ' ')} UTC</time>`;
}

function frame({ simulated }: Site, title: string, body: Html): Html {
  return html`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Switchgear</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/style.css">
<header>
<nav><a href="/">Switchgear</a> <a href="/inbox">Inbox</a> <a href="/runbooks">Runbooks</a></nav>
${simulated ? html`<p class="notice">Some providers are simulated by the sandbox.</p>` : undefined}
</header>
<main>
<h1>${title}</h1>
${body}
</main>
</html>
`;
}
