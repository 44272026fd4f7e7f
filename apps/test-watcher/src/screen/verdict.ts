import {
  type CaseName,
  type CaseResult,
  type CaseStatus,
  cleanRunsEnough,
  type RunError,
  type RunResult,
} from '../model.ts';
import type { Ending } from '../view.ts';
import { listOf } from './choice.ts';
import { placeOf } from './failure.ts';
import { flow, type Part, paragraphs } from './flow.ts';
import type { Page, Style } from './style.ts';
import { countsText } from './tally.ts';
import { linesOf, oneLine } from './text.ts';
import { atMost, count, duration } from './units.ts';

const casesShown = 10;
const errorLines = 20;
/** Lines of an error that say what is wrong and where; those behind them differ by test file. */
const causeLines = 2;

/** How a run ended: the verdict first, then what is behind it. */
export function describeEnding(ending: Ending, page: Page): string[] {
  const { result, broken = [], fixed = [], steady = [], standing = [] } = ending;
  const flaky = [...(ending.flaky ?? []), ...(ending.knownFlaky ?? [])];
  const failed = result.cases.filter(({ status }) => status === 'fail');
  const hasFailed = namesIn(failed);
  const doubtful = flaky.filter((one) => !hasFailed(one));
  const isNew = namesIn(broken);
  const isFlaky = namesIn(flaky);
  const tagsOf = (one: CaseResult) =>
    [isNew(one) ? 'new' : '', isFlaky(one) ? 'flaky' : ''].filter((tag) => tag !== '');
  return [
    ...verdict(result, doubtful.length, page),
    ...[...Map.groupBy(result.errors, causeOf).values()].flatMap((errors) => describeErrors(errors, page)),
    ...list(failed, ['red', '✗'], placeOf, (one) => ['yellow', tagsOf(one).join(', ')], page),
    ...list(
      doubtful,
      ['yellow', '~'],
      ({ file }) => file,
      ({ reason, cleanRuns }) => ['yellow', `flaky: ${reason}${cleanRuns > 0 ? `, ${passesOf(cleanRuns)} since` : ''}`],
      page,
    ),
    ...list(
      steady,
      ['green', '✓'],
      ({ file }) => file,
      () => ['green', `no longer flaky: ${passesOf(cleanRunsEnough)}`],
      page,
    ),
    ...list(
      fixed,
      ['green', '✓'],
      ({ file }) => file,
      () => ['green', 'fixed'],
      page,
    ),
    // What is red does not turn green because it has not run.
    ...(standing.length === 0 ? [] : paragraphs(['still failing, not part of this run:'], 4, 'red', page)),
    ...list(
      standing,
      ['red', '✗'],
      ({ file }) => file,
      () => ['dim', ''],
      page,
    ),
  ];
}

const passesOf = (count: number) => `${count} of ${cleanRunsEnough} passes in a row`;

const badges = { fail: ['fail', 'FAIL'], error: ['fail', 'ERROR'], cancelled: ['warn', 'CANCELLED'] } as const;

function verdict({ status, cases, durationMs }: RunResult, doubtful: number, page: Page): string[] {
  const good = doubtful > 0 ? (['warn', 'FLAKY'] as const) : (['pass', 'PASS'] as const);
  const badge = status === 'pass' ? good : badges[status];
  const counts: Record<CaseStatus, number> = { pass: 0, fail: 0, skip: 0 };
  for (const one of cases) counts[one.status] += 1;
  const files = new Set(cases.map(({ file }) => file)).size;
  const doubt = doubtful === 0 ? '' : `, ${doubtful} of them flaky`;
  const summary = cases.length === 0 ? 'no test has run' : `${countsText(counts)} in ${count(files, 'file')}${doubt}`;
  // A coloured badge is two blanks wider.
  return flow([badge, summary, ['dim', duration(durationMs)]], 2, { ...page, width: page.width - 2 });
}

/** The same for all test files that one module behind them keeps from being loaded. */
function causeOf({ type, message, file }: RunError, index: number): string {
  if (file === undefined || !message.startsWith(file)) return `${index}`;
  return [type, ...message.slice(file.length).split('\n', causeLines)].join('\n');
}

function describeErrors([error, ...others]: readonly RunError[], page: Page): string[] {
  if (error === undefined) return [];
  const files = others.flatMap(({ file }) => file ?? []);
  const same = files.length === 0 ? [] : [`The same in ${listOf(files)}.`];
  return [...describeError(error, page), ...paragraphs(same, 6, 'dim', page)];
}

function describeError({ type, message }: RunError, page: Page): string[] {
  const [first = '', ...rest] = atMost(
    linesOf(message.trim()),
    errorLines,
    (left) => `… and ${count(left, 'more line')}`,
  );
  return [...flow([['red', `${type}:`], first], 4, page), ...paragraphs(rest, 6, 'plain', page)];
}

function list<T extends CaseName>(
  items: readonly T[],
  [style, mark]: readonly [Style, string],
  place: (item: T) => string,
  remark: (item: T) => readonly [Style, string],
  page: Page,
): string[] {
  const shown = items.slice(0, items.length > casesShown ? casesShown - 1 : casesShown);
  const lines = shown.flatMap((item) => {
    const parts: Part[] = [[style, `${mark} ${oneLine(place(item))}`], oneLine(item.name), remark(item)];
    return flow(parts, 4, page).map((line) => line.trimEnd());
  });
  const left = items.length - shown.length;
  return left === 0 ? lines : [...lines, `    ${page.paint('dim', `and ${count(left, 'more case')}`)}`];
}

function namesIn(cases: readonly CaseName[]): (one: CaseName) => boolean {
  const names = new Set(cases.map(({ file, name }) => JSON.stringify([file, name])));
  return ({ file, name }) => names.has(JSON.stringify([file, name]));
}
