import {
  counted,
  cut,
  percentOf,
  showCounts,
  showDuration,
  showLines,
  showPercent,
  showPoints,
  showTime,
} from '../../figures.ts';
import type { Audit, Comments } from '../../model.ts';
import { code, plain, table } from './text.ts';

/** Rows of each list: a comment on a pull request is read on one screen. */
const most = 15;

/** The report for a comment on a pull request. */
export function renderMarkdown(audit: Audit, comments?: Comments): string {
  const parts = [
    [`## ${headline(audit)}`, '', summary(audit).join('\n')],
    faults(audit),
    uncovered(audit),
    moved(audit),
    slowest(audit),
    flaky(audit),
    commits(audit),
    remarks(comments),
    footer(audit),
  ];
  const texts = parts.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `${texts.join('\n\n')}\n`;
}

function headline({ coverage }: Audit): string {
  if (coverage === undefined) return 'Audit without coverage';
  const { percent, changePoints } = coverage;
  const change = changePoints === undefined ? '' : ` (${showPoints(changePoints)} points)`;
  return `${showPercent(percent)} of lines covered${change}`;
}

function summary({ coverage, patch, tests, commit, branch, dirty }: Audit): string[] {
  const rows: string[][] = [];
  if (coverage) {
    const { covered, executable } = coverage.lines.value;
    rows.push(['Lines', `${covered} of ${executable}`, code(coverage.lines.source)]);
  }
  if (patch) {
    const { covered, executable } = patch.lines.value;
    const what = `Changed lines since ${code(patch.against)} (${code(patch.mergeBase.slice(0, 10))})`;
    const value = `${showPercent(percentOf(patch.lines.value))}, ${covered} of ${executable}`;
    rows.push([what, executable === 0 ? 'none executable' : value, code(patch.lines.source)]);
  }
  const counts = tests?.value.counts;
  if (tests && counts) rows.push(['Tests', showCounts(counts), code(tests.source)]);
  if (commit) {
    const changes = dirty ? ', with uncommitted changes' : '';
    rows.push(['Commit', `${code(commit.slice(0, 10))}${branch ? ` on ${code(branch)}` : ''}${changes}`, 'git']);
  }
  return table(['what', 'value', 'source'], rows);
}

function faults({ faults: all }: Audit): string[] {
  return section(
    'What could not be done',
    all,
    ({ type, message }) => `- ${code(type)} ${message.split(/\r?\n/).map(plain).join('<br>')}`,
  );
}

function uncovered({ patch }: Audit): string[] {
  if (patch === undefined) return [];
  const { shown, left } = cut(patch.uncovered, most);
  const rows = table(
    ['file', 'lines'],
    shown.map(({ path, lines }) => [code(path), showLines(lines)]),
  );
  return [
    ...(rows.length === 0 ? [] : ['### Changed lines that no test ran', '', ...rows, ...more(left, 'more file')]),
    ...(patch.unmeasured.length === 0
      ? []
      : ['', `Not measured, since no report speaks of them: ${unmeasured(patch)}`]),
  ];
}

function unmeasured(patch: { readonly unmeasured: readonly string[] }): string {
  const { shown, left } = cut(patch.unmeasured, most);
  return shown.map(code).join(', ') + (left === 0 ? '.' : ` and ${counted(left, 'more file')}.`);
}

function moved({ coverage }: Audit): string[] {
  const { shown, left } = cut(coverage?.moved ?? [], most);
  const share = (count: Parameters<typeof percentOf>[0] | undefined) => (count ? showPercent(percentOf(count)) : '–');
  const rows = shown.map(({ path, before, after }) => [code(path), share(before), share(after)]);
  if (rows.length === 0) return [];
  return ['### Files that changed', '', ...table(['file', 'before', 'now'], rows), ...more(left, 'more file')];
}

function slowest({ tests }: Audit): string[] {
  const { shown } = cut(tests?.value.slowest ?? [], 5);
  const rows = shown.map(({ file, name, durationMs }) => [code(name), code(file), showDuration(durationMs)]);
  return rows.length === 0 ? [] : ['### Slowest tests', '', ...table(['test', 'file', 'time'], rows)];
}

function flaky({ tests }: Audit): string[] {
  return section(
    'Flaky tests',
    tests?.value.flaky ?? [],
    ({ file, name, detail }) => `- ${code(name)} in ${code(file)}: ${plain(detail)}`,
  );
}

function commits({ commits: all }: Audit): string[] {
  return section(
    'Commits since the last audit',
    all,
    ({ id, subject, author }) => `- ${code(id.slice(0, 10))} ${plain(subject)} (${plain(author)})`,
  );
}

function remarks(comments: Comments | undefined): string[] {
  if (comments === undefined) return [];
  const { model, text, doubts } = comments;
  return [
    `### Comments of a language model (${code(model)})`,
    '',
    'They may be wrong. No number of this report comes from them.',
    '',
    ...text.split(/\r?\n/).map((line) => `> ${plain(line)}`.trimEnd()),
    ...doubts.map((doubt, index) => `${index === 0 ? '\n' : ''}- Doubtful: ${plain(doubt)}`),
  ];
}

function footer({ id, reasons, finishedAt }: Audit): string[] {
  const { shown, left } = cut(reasons, 5);
  const why = shown.map(({ text }) => plain(text)).join('; ') + (left === 0 ? '' : `; ${counted(left, 'more reason')}`);
  return [`<sub>Audit ${code(id)}, ${showTime(finishedAt)}${why === '' ? '' : `, because: ${why}`}</sub>`];
}

function section<T>(title: string, list: readonly T[], line: (item: T) => string): string[] {
  if (list.length === 0) return [];
  const { shown, left } = cut(list, most);
  return [`### ${title}`, '', ...shown.map(line), ...more(left, 'more')];
}

function more(left: number, noun: string): string[] {
  if (left === 0) return [];
  return ['', `… and ${noun === 'more' ? `${left.toLocaleString('en-GB')} more` : counted(left, noun)}.`];
}
