import type { Change, ChangeKind, Selection } from '../model.ts';
import { flow, type Part, paragraphs } from './flow.ts';
import type { Page } from './style.ts';
import { cutEnd, cutStart, oneLine, pad, widthOf } from './text.ts';
import { atMost, count } from './units.ts';

const pathsShown = 3;
const testsShown = 8;
/** Where there is less room, columns would leave too little of either. */
const tableWidth = 60;

const kinds: readonly (readonly [ChangeKind, string])[] = [
  ['modified', 'changed'],
  ['added', 'added'],
  ['deleted', 'deleted'],
];

/** `changed src/a.ts and src/b.ts`, `deleted src/c.ts` */
export function describeChanges(changes: readonly Change[], isReplay: boolean): Part[] {
  const parts = kinds.flatMap(([kind, word]): Part[] => {
    const paths = changes.filter((change) => change.kind === kind).map(({ path }) => path);
    return paths.length === 0 ? [] : [['bold', `${word} ${listOf(paths)}`]];
  });
  return isReplay ? [...parts, ['dim', 'once more: the run of it was broken off']] : parts;
}

/** What runs and why. */
export function describeSelection({ chosen, everything, unaffecting }: Selection, page: Page): string[] {
  if (everything !== undefined) {
    const files = chosen.length === 0 ? '' : `, ${count(chosen.length, 'test file')}`;
    return flow([`everything${files}:`, ['dim', oneLine(everything)]], 2, page);
  }
  const spared = Map.groupBy(unaffecting, ({ reason }) => reason);
  const untested = [...spared].flatMap(([reason, files]) =>
    paragraphs([`no test for ${listOf(files.map(({ path }) => path))}: ${oneLine(reason)}`], 2, 'dim', page),
  );
  if (chosen.length === 0) return untested.length > 0 ? untested : ['  no test is affected'];
  return [...table(chosen, page), ...untested];
}

function table(chosen: Selection['chosen'], page: Page): string[] {
  const { paint, width } = page;
  const shown = chosen.slice(0, chosen.length > testsShown ? testsShown - 1 : testsShown);
  const rows = shown.map(({ test, reason }) => ({ test: oneLine(test), reason: oneLine(reason) }));
  const room = Math.min(Math.max(...rows.map(({ test }) => widthOf(test))), Math.floor((width - 4) / 2));
  const lines = rows.flatMap(({ test, reason }) => {
    if (width < tableWidth) return flow([cutStart(test, width - 2), ['dim', reason]], 2, page);
    return [`  ${pad(cutStart(test, room), room)}  ${paint('dim', cutEnd(reason, width - room - 4))}`];
  });
  const left = chosen.length - rows.length;
  return left === 0 ? lines : [...lines, `  ${paint('dim', `and ${count(left, 'more test file')}`)}`];
}

export function listOf(paths: readonly string[]): string {
  const names = atMost(paths.map(oneLine), pathsShown, (left) => `${left.toLocaleString('en-GB')} more`);
  const last = names.pop();
  return names.length === 0 ? (last ?? '') : `${names.join(', ')} and ${last}`;
}
