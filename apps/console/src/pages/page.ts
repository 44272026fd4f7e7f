import type { Service } from '@switchgear/service';
import { type Html, html } from './html.ts';

/** The HTTP server that routes are mounted on. */
export type App = Service['app'];

/** What every page needs to know of its surroundings. */
export interface Site {
  /** Whether any provider is simulated, which every page says. */
  readonly simulated: boolean;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

export interface Page {
  readonly title: string;
  readonly body: Html;
  /** After how many seconds a browser loads it again; default never. */
  readonly refresh?: number;
}

interface Reply {
  code(status: number): Reply;
  type(contentType: string): Reply;
  send(payload: string): Reply;
}

/** Answers with a whole page. */
export function sendPage<R extends Reply>(reply: R, site: Site, page: Page, status = 200): R {
  reply
    .code(status)
    .type('text/html; charset=utf-8')
    .send(`${frame(site, page)}`);
  return reply;
}

/** When something happened, for people and for programs. */
export function time(iso: string): Html {
  return html`<time datetime="${iso}">${iso.slice(0, 19).replace('T', ' ')} UTC</time>`;
}

/** When something happened, and how long ago that is. */
export function timeAgo(iso: string, now: number): Html {
  const seconds = Math.max(0, Math.floor((now - Date.parse(iso)) / 1000));
  const units = [
    [86_400, 'd'],
    [3600, 'h'],
    [60, 'min'],
  ] as const;
  const [length, unit] = units.find(([least]) => seconds >= least) ?? [1, 's'];
  return html`${time(iso)} (${Math.floor(seconds / length)} ${unit} ago)`;
}

function frame({ simulated }: Site, { title, body, refresh }: Page): Html {
  return html`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${refresh === undefined ? undefined : html`<meta http-equiv="refresh" content="${refresh}">`}
<title>${title} · Switchgear</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/style.css">
<header>
<nav><a href="/">Switchgear</a> <a href="/inbox">Inbox</a> <a href="/runbooks">Runbooks</a> <a href="/silences">Silences</a></nav>
${simulated ? html`<p class="notice">Simulated providers are in use (sandbox).</p>` : undefined}
</header>
<main>
<h1>${title}</h1>
${body}
</main>
</html>
`;
}
