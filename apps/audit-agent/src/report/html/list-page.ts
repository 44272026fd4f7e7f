import { basename } from 'node:path';
import { showPercent, showTime } from '../../figures.ts';
import type { AuditSummary } from '../../model.ts';
import { listing } from './card.ts';
import { renderDocument } from './document.ts';
import { html } from './markup.ts';

/** The audits of a tree as a page with a link to each report. Links are relative, also to where a proxy has them. */
export function renderList(root: string, audits: readonly AuditSummary[]): string {
  const title = `Audits of ${basename(root) || root}`;
  const list = listing<AuditSummary>({
    id: 'audits',
    title: 'Newest first',
    caption: root,
    source: undefined,
    rows: audits,
    most: audits.length,
    columns: [
      { title: 'Audit', cell: ({ id, finishedAt }) => html`<a href="reports/${id}.html">${showTime(finishedAt)}</a>` },
      {
        title: 'Coverage',
        kind: 'number',
        cell: ({ percent }) => (percent === undefined ? '–' : showPercent(percent)),
      },
      { title: 'Why', kind: 'name', cell: ({ reasons }) => reasons.join('; ') },
      { title: 'Could not be done', kind: 'number', cell: ({ faults }) => faults },
      {
        title: 'As data',
        cell: ({ id }) => html`<a href="reports/${id}.json">JSON</a> <a href="reports/${id}.md">Markdown</a>`,
      },
    ],
    empty: 'No audit has finished yet. The first one begins by itself; its report then stands here.',
  });
  return renderDocument(
    title,
    html`<header><p class="brand">Switchgear · AuditAgent</p><h1>${title}</h1></header><main>${list}</main>`,
  );
}
