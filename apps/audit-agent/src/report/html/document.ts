import { html, type Markup } from './markup.ts';
import { style } from './style.ts';

/** One page that needs nothing else: no script, no font, no other host. */
export function renderDocument(title: string, body: Markup): string {
  return `${html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>`}${style}${html`</style>
</head>
<body>
${body}
</body>
</html>
`}`;
}
