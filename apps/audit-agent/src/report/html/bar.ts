import { html, type Markup } from './markup.ts';

/** One bar of a chart that a table is, beside the number that it stands for; `share` is 0 to 100. */
export function drawBar(share: number, title: string, tone: 'good' | 'bad' | 'plain' = 'plain'): Markup {
  const width = Math.round(Math.min(100, Math.max(0, share)) * 100) / 100;
  return html`<svg class="bar ${tone}" role="img" aria-label="${title}"><title>${title}</title><rect class="rest" width="100%" height="100%" rx="3"/><rect width="${width}%" height="100%" rx="3"/></svg>`;
}
