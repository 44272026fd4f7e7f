import { counted, percentOf, showCounts, showPercent, showPoints } from '../../figures.ts';
import type { Audit, Minimums, PatchSection } from '../../model.ts';
import { drawBar } from './bar.ts';
import { html, type Markup } from './markup.ts';

/** The numbers that are looked at first. */
export function tiles(audit: Audit, { minimumPercent, minimumPatchPercent }: Minimums): Markup {
  const all = [
    lineTile(audit, minimumPercent),
    patchTile(audit, minimumPatchPercent),
    testTile(audit),
    commitTile(audit),
    faultTile(audit),
  ];
  return html`<div class="tiles">${all}</div>`;
}

function lineTile({ coverage }: Audit, minimum: number | undefined): Markup {
  if (coverage === undefined) return tile('Line coverage', '–', 'No usable report; see what could not be done.');
  const { lines, percent, changePoints } = coverage;
  const { covered, executable } = lines.value;
  const change =
    changePoints === undefined
      ? undefined
      : html` <small class="${changePoints < 0 ? 'bad' : 'good'}" title="Points against the audit before">${showPoints(changePoints)}</small>`;
  const value = html`${showPercent(percent)}${change}`;
  const text = `${covered.toLocaleString('en-GB')} of ${counted(executable, 'line')}${asked(minimum)}`;
  const bar = drawBar(percent, `${showPercent(percent)} covered`, minimum);
  return tile('Line coverage', value, text, lines.source, bar);
}

function asked(minimum: number | undefined): string {
  return minimum === undefined ? '' : `; at least ${showPercent(minimum)} is asked for`;
}

function patchTile({ patch }: Audit, minimum: number | undefined): Markup {
  if (patch === undefined) return tile('Changed lines', '–', 'Not measured: nothing to compare with, or no coverage.');
  const { covered, executable } = patch.lines.value;
  if (executable === 0) {
    return tile('Changed lines', '–', noChange(patch), patch.lines.source);
  }
  const percent = percentOf(patch.lines.value);
  const text = `${covered.toLocaleString('en-GB')} of ${counted(executable, 'changed line')} tested (since ${patch.against})${asked(minimum)}`;
  const bar = drawBar(percent, `${showPercent(percent)} of changed lines covered`, minimum);
  return tile('Changed lines', showPercent(percent), text, patch.lines.source, bar);
}

/** What no report speaks of may be executable. */
export function noChange({ against, unmeasured }: PatchSection): string {
  return `No ${unmeasured.length === 0 ? 'executable' : 'measured'} line changed since ${against}.`;
}

function testTile({ tests }: Audit): Markup | undefined {
  const counts = tests?.value.counts;
  if (counts === undefined) return;
  const { passed, failed } = counts;
  const value = failed > 0 ? html`<span class="bad">${failed} failed</span>` : `${passed} passed`;
  return tile('Tests', value, showCounts(counts), tests?.source);
}

function commitTile({ commits, commit, previous }: Audit): Markup | undefined {
  if (commit === undefined) return tile('Commits', '–', 'The tree has no commit.');
  if (previous === undefined) return;
  return tile('Commits', commits.length.toLocaleString('en-GB'), 'since the last audit', 'git log');
}

function faultTile({ faults }: Audit): Markup {
  const value = html`<span class="${faults.length === 0 ? 'good' : 'warn'}">${faults.length}</span>`;
  const text = faults.length === 0 ? 'All parts of the audit were done.' : 'What could not be done stands below.';
  return tile('Could not be done', value, text, 'audit agent');
}

function tile(title: string, value: Markup | string, text: string, source?: string, bar?: Markup): Markup {
  return html`<section class="card tile"><h2>${title}</h2><p class="value">${value}</p>${bar}<p>${text}</p>${
    source && html`<p class="source">Source: ${source}</p>`
  }</section>`;
}
