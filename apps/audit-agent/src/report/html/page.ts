import { basename } from 'node:path';
import { counted, cut, showDuration, showPercent, showTime } from '../../figures.ts';
import type { Audit, Comments, Minimums, TrendPoint } from '../../model.ts';
import { card, name } from './card.ts';
import { renderDocument } from './document.ts';
import { commitList, flakyTests, movedFiles, slowestTests, uncoveredLines, worstFiles } from './lists.ts';
import { html, type Markup } from './markup.ts';
import { tiles } from './tiles.ts';
import { drawTrend } from './trend.ts';

/** The report as a page. */
export function renderHtml(
  audit: Audit,
  comments: Comments | undefined,
  trend: readonly TrendPoint[],
  minimums: Minimums = {},
): string {
  const title = `Audit of ${basename(audit.root) || audit.root}`;
  return renderDocument(
    `${title}${audit.coverage === undefined ? '' : `: ${showPercent(audit.coverage.percent)}`}`,
    html`${head(title, audit)}
<main>
${tiles(audit, minimums)}
${faults(audit)}
${trendCard(trend)}
${pair(uncoveredLines(audit), movedFiles(audit))}
${pair(worstFiles(audit, minimums), slowestTests(audit))}
${pair(flakyTests(audit), commitList(audit))}
${comments && remarks(comments)}
</main>
<footer><p>Audit ${name(audit.id)} of ${name(audit.root)}. The same as data: ${link(audit, 'json', 'JSON')}, ${link(audit, 'md', 'Markdown')}.</p></footer>`,
  );
}

/** Relative, as the files stand beside each other. */
function link({ id }: Audit, format: string, title: string): Markup {
  return html`<a href="${encodeURIComponent(id)}.${format}">${title}</a>`;
}

function lines(text: string): readonly Markup[] {
  return text.split(/\r?\n/).map((line, index) => html`${index === 0 ? undefined : html`<br>`}${line}`);
}

function head(title: string, { commit, branch, dirty, startedAt, finishedAt, reasons }: Audit): Markup {
  const { shown, left } = cut(reasons, 10);
  return html`<header><p class="brand">Switchgear · AuditAgent</p><h1>${title}</h1>
<p class="quiet">${showTime(finishedAt)}, took ${showDuration(finishedAt - startedAt)}${
    commit && html` · commit ${name(commit.slice(0, 10))}`
  }${branch && html` on ${name(branch)}`}${dirty ? ' with uncommitted changes' : ''}</p>
${
  shown.length === 0
    ? undefined
    : html`<ul aria-label="Reasons for this audit">${shown.map(({ text }) => html`<li>${text}</li>`)}${
        left === 0 ? undefined : html`<li>${counted(left, 'more reason')}</li>`
      }</ul>`
}</header>`;
}

function faults({ faults: all }: Audit): Markup | undefined {
  if (all.length === 0) return;
  const { shown, left } = cut(all, 12);
  return html`<section class="card faults" aria-labelledby="faults"><h2 id="faults">What could not be done</h2><ul>${shown.map(
    ({ type, message }) => html`<li>${lines(message)} ${name(type)}</li>`,
  )}</ul>${left === 0 ? undefined : html`<p class="quiet">${counted(left, 'more fault')} in the JSON of this report.</p>`}</section>`;
}

function trendCard(trend: readonly TrendPoint[]): Markup {
  const chart = drawTrend(trend) ?? html`<p class="quiet">A trend needs two audits with coverage.</p>`;
  return card(
    'trend',
    'Coverage trend',
    chart,
    `history of this agent, ${counted(trend.length, 'audit')} with coverage`,
  );
}

function pair(left: Markup | undefined, right: Markup | undefined): Markup | undefined {
  if (left && right) return html`<div class="pair">${left}${right}</div>`;
  return left ?? right;
}

function remarks({ model, text, doubts }: Comments): Markup {
  return html`<section class="card comments" aria-labelledby="comments"><h2 id="comments">Comments of a language model</h2>
<p class="warn">Written by ${name(model)}. They may be wrong, and no number of this report comes from them.</p>
<blockquote>${lines(text)}</blockquote>${
    doubts.length === 0 ? undefined : html`<p>Doubtful:</p><ul>${doubts.map((doubt) => html`<li>${doubt}</li>`)}</ul>`
  }</section>`;
}
