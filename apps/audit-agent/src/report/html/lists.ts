import { counted, percentOf, showDuration, showLines, showPercent, showPoints, showTime } from '../../figures.ts';
import type { Audit, FileCoverage, FileMove, LineCount, Minimums } from '../../model.ts';
import { drawBar } from './bar.ts';
import { listing, name } from './card.ts';
import { html, type Markup } from './markup.ts';
import { noChange } from './tiles.ts';

export function uncoveredLines({ patch }: Audit): Markup | undefined {
  if (patch === undefined) return;
  const { unmeasured } = patch;
  return listing({
    id: 'uncovered',
    title: 'Changed lines that no test ran',
    caption: `Executable lines changed since ${patch.against} (${patch.mergeBase.slice(0, 10)})`,
    source: patch.lines.source,
    rows: patch.uncovered,
    most: 50,
    columns: [
      { title: 'File', kind: 'name', cell: ({ path }) => name(path) },
      { title: 'Lines', cell: ({ lines }) => showLines(lines) },
      { title: 'Count', kind: 'number', cell: ({ lines }) => lines.length },
    ],
    empty:
      patch.lines.value.executable === 0
        ? noChange(patch)
        : `Every ${unmeasured.length === 0 ? 'executable' : 'measured'} line changed since ${patch.against} was run by a test.`,
    note:
      unmeasured.length === 0
        ? undefined
        : html`<p class="warn">Not measured, since no report speaks of them: ${unmeasured.slice(0, 20).map((path, index) => html`${index === 0 ? '' : ', '}${name(path)}`)}${unmeasured.length > 20 ? ` and ${counted(unmeasured.length - 20, 'more file')}` : ''}.</p>`,
  });
}

export function movedFiles({ coverage }: Audit): Markup | undefined {
  const share = (count: LineCount | undefined) => (count ? showPercent(percentOf(count)) : '–');
  return listing<FileMove>({
    id: 'moved',
    title: 'What changed since the last audit',
    caption: 'Files whose covered lines differ, the most changed first',
    source: coverage?.lines.source,
    rows: coverage?.moved ?? [],
    most: 20,
    columns: [
      { title: 'File', kind: 'name', cell: ({ path }) => name(path) },
      { title: 'Before', kind: 'number', cell: ({ before }) => share(before) },
      { title: 'Now', kind: 'number', cell: ({ after }) => share(after) },
      { title: 'Points', kind: 'number', cell: pointsOf },
    ],
    ...(coverage?.moved && { empty: 'The coverage of every file is the same as in the last audit.' }),
  });
}

function pointsOf({ before, after }: FileMove): Markup | string {
  if (before === undefined) return 'new';
  if (after === undefined) return 'gone';
  const points = percentOf(after) - percentOf(before);
  return html`<span class="${points < 0 ? 'bad' : 'good'}">${showPoints(points)}</span>`;
}

export function worstFiles({ coverage }: Audit, { minimumPercent }: Minimums): Markup | undefined {
  const rows = coverage?.files.filter(({ covered, executable }) => covered < executable) ?? [];
  return listing<FileCoverage>({
    id: 'worst',
    title: 'Least covered files',
    caption: 'By the share of their executable lines that tests run',
    source: coverage?.lines.source,
    rows,
    most: 20,
    columns: [
      { title: 'File', kind: 'name', cell: ({ path }) => name(path) },
      { title: 'Lines', kind: 'number', cell: ({ covered, executable }) => `${covered} of ${executable}` },
      { title: 'Share', kind: 'number', cell: (file) => showPercent(percentOf(file)) },
      { title: '', kind: 'bar', cell: (file) => bar(file, minimumPercent) },
    ],
    ...(coverage && { empty: 'Every executable line of every file is run by a test.' }),
  });
}

function bar(file: FileCoverage, minimum: number | undefined): Markup {
  const percent = percentOf(file);
  return drawBar(percent, `${file.path}: ${showPercent(percent)} covered`, minimum);
}

export function slowestTests({ tests }: Audit): Markup | undefined {
  const rows = tests?.value.slowest ?? [];
  const longest = Math.max(1, ...rows.map(({ durationMs }) => durationMs));
  return listing({
    id: 'slowest',
    title: 'Slowest tests',
    caption: 'Time of each test',
    source: tests?.source,
    rows,
    most: 15,
    columns: [
      { title: 'Test', kind: 'name', cell: ({ name: test, file }) => html`<bdi>${test}</bdi><br>${name(file)}` },
      { title: 'Time', kind: 'number', cell: ({ durationMs }) => showDuration(durationMs) },
      {
        title: '',
        kind: 'bar',
        cell: ({ durationMs, name: test }) =>
          drawBar((durationMs / longest) * 100, `${test}: ${showDuration(durationMs)}`),
      },
    ],
  });
}

export function flakyTests({ tests }: Audit): Markup | undefined {
  return listing({
    id: 'flaky',
    title: 'Flaky tests',
    caption: 'The same content passed and failed',
    source: tests?.source,
    rows: tests?.value.flaky ?? [],
    most: 20,
    columns: [
      { title: 'Test', kind: 'name', cell: ({ name: test, file }) => html`<bdi>${test}</bdi><br>${name(file)}` },
      { title: 'What was seen', cell: ({ detail }) => detail },
    ],
    ...(tests && { empty: 'No test is known to be flaky.' }),
  });
}

export function commitList({ commits }: Audit): Markup | undefined {
  return listing({
    id: 'commits',
    title: 'Commits since the last audit',
    caption: 'Newest first',
    source: 'git log',
    rows: commits,
    most: 30,
    columns: [
      { title: 'Commit', cell: ({ id }) => name(id.slice(0, 10)) },
      { title: 'Subject', kind: 'name', cell: ({ subject }) => html`<bdi>${subject}</bdi>` },
      { title: 'Author', kind: 'name', cell: ({ author }) => html`<bdi>${author}</bdi>` },
      { title: 'When', cell: ({ at }) => showTime(at) },
    ],
  });
}
