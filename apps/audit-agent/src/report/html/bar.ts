import { html, type Markup } from './markup.ts';

/**
 * One bar of a chart that a table is, beside the number that it stands for. `share` is 0 to 100, and good or bad where a
 * minimum is asked for.
 */
export function drawBar(share: number, title: string, minimum?: number): Markup {
  const tone = minimum === undefined ? 'plain' : share >= minimum ? 'good' : 'bad';
  const width = Math.round(Math.min(100, Math.max(0, share)) * 100) / 100;
  return html`<svg class="bar ${tone}" role="img" aria-label="${title}"><title>${title}</title><rect class="rest" width="100%" height="100%" rx="3"/><rect width="${width}%" height="100%" rx="3"/></svg>`;
}
