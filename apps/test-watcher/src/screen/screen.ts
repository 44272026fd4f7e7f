import type { CaseResult, Selection } from '../model.ts';
import type { View } from '../view.ts';
import { describeChanges, describeSelection } from './choice.ts';
import { describeFailure } from './failure.ts';
import { flow, paragraphs } from './flow.ts';
import { help, type In, type Key, readKeys } from './keys.ts';
import { TestOutput } from './output.ts';
import { liveLine, plainLines } from './status-line.ts';
import type { Out } from './stream.ts';
import { coloured, type Page, plain } from './style.ts';
import { countsText, Tally } from './tally.ts';
import { cutStart, linesOf, oneLine, wrap } from './text.ts';
import { count, timeOfDay } from './units.ts';
import { describeEnding } from './verdict.ts';

/** Milliseconds between two drawings of the line that tells how far a run is. */
const tickMs = 100;
/** Milliseconds between two lines that tell it where nothing can be drawn anew. */
const plainTickMs = 10_000;
/** Failures of a run that are shown in full. */
const failuresShown = 20;
/** A run of so many test files tells of each that passes as soon as it has; of more, the verdict is enough. */
const filesTold = 8;

export interface ScreenOptions {
  readonly out: Out;
  /** Where keys come from; none are read without it, nor where `isTerminal` is false. */
  readonly in?: In;
  /** Draws a line that changes, in colours if there are any; see `isLively`. Otherwise plain lines. */
  readonly isTerminal: boolean;
  /** Epoch milliseconds. */
  readonly now?: () => number;
  readonly onKey: (key: Key) => void;
}

/** The view for people: lines that stay, and where there is a terminal one that tells what is going on. */
export function createScreen({ out, in: input, isTerminal, now = Date.now, onKey }: ScreenOptions): View {
  const paint = isTerminal && out.hasColors?.() === true ? coloured : plain;
  const line = isTerminal ? liveLine(out) : plainLines(out);
  const page = (): Page => ({ paint, width: isTerminal ? (out.columns ?? 80) : Number.POSITIVE_INFINITY });
  const print = (...lines: string[]) => line.print(lines);
  const output = new TestOutput(paint, print);
  let root = '';
  let tally: Tally | undefined;
  let shown = new Set<string>();
  let tellsFiles = false;
  let ticker: NodeJS.Timeout | undefined;
  let toldAt = 0;
  let isWaiting = false;
  let canUpdate = false;
  let hasFailed = false;
  const offered = () => help.filter(({ key }) => key !== 'u' || (canUpdate && hasFailed));

  const releaseKeys =
    isTerminal && input?.isTTY === true
      ? readKeys(
          input,
          (key) => {
            if (key === 'help') print('', ...helpLines());
            else if (key !== 'update_snapshots' || (canUpdate && hasFailed)) onKey(key);
          },
          { before: () => line.hide(), after: () => line.redraw() },
        )
      : undefined;
  // A crash must not leave a terminal behind that shows nothing of what is typed.
  process.once('exit', close);

  const helpLines = () => offered().map(({ key, meaning }) => `  ${paint('bold', key)}  ${meaning}`);

  function begin(selection: Selection): void {
    tally = new Tally(selection, now());
    shown = new Set();
    tellsFiles = selection.everything === undefined && selection.chosen.length <= filesTold;
    toldAt = now();
    clearInterval(ticker);
    if (!isTerminal) return;
    const hint = releaseKeys === undefined ? [] : ['x stops'];
    const tick = () => line.show(tally?.status(now(), page(), hint));
    tick();
    ticker = setInterval(tick, tickMs).unref();
  }

  function end(): void {
    clearInterval(ticker);
    tally = undefined;
    line.show(undefined);
  }

  function showFailure(result: CaseResult): void {
    const id = JSON.stringify([result.file, result.name]);
    if (result.status !== 'fail' || shown.has(id) || shown.size >= failuresShown) return;
    shown.add(id);
    print('', ...describeFailure(result, root, page()));
  }

  function close(): void {
    process.off('exit', close);
    end();
    line.close();
    releaseKeys?.();
  }

  return {
    begin({ runner, address, files, tests, updatesSnapshots = false, ...beginning }) {
      root = beginning.root;
      canUpdate = updatesSnapshots;
      const facts = [
        runner,
        tests === undefined ? count(files, 'file') : `${count(tests, 'test file')} of ${count(files, 'file')}`,
      ];
      print(
        '',
        ...flow([['bold', 'Switchgear'], `watches ${cutStart(oneLine(root), page().width - 22)}`], 2, page()),
        ...flow(
          [
            ['dim', facts.join(' · ')],
            ['cyan', address ?? ''],
          ],
          2,
          page(),
        ),
      );
    },
    changed(changes, isReplay) {
      isWaiting = false;
      print('', ...flow([['dim', timeOfDay(now())], ...describeChanges(changes, isReplay)], 2, page()));
    },
    chosen(selection) {
      isWaiting = false;
      print(...describeSelection(selection, page()));
      if (selection.everything !== undefined || selection.chosen.length > 0) begin(selection);
    },
    longest(underway) {
      if (tally !== undefined) tally.longest = underway;
    },
    caseFinished(result) {
      tally?.add(result);
      showFailure(result);
      if (isTerminal || tally === undefined || now() - toldAt < plainTickMs) return;
      toldAt = now();
      print(`  ${countsText(tally.counts)} so far`);
    },
    fileFinished(file) {
      const counts = tally?.countsOf(file);
      if (!tellsFiles || counts === undefined || counts.fail > 0) return;
      print(...flow([['green', `✓ ${oneLine(file)}`], countsText(counts)], 2, page()));
    },
    output: (text) => output.write(text),
    finished(ending) {
      output.end();
      for (const result of ending.result.cases) showFailure(result);
      const failed = ending.result.cases.filter(({ status }) => status === 'fail');
      hasFailed = failed.length > 0 || !!ending.standing?.length;
      const left = failed.length - shown.size;
      if (left > 0) print('', `  ${paint('dim', `and ${count(left, 'more failure')}, of which no details are shown`)}`);
      end();
      print('', ...describeEnding(ending, page()));
    },
    waiting() {
      if (isWaiting) return;
      isWaiting = true;
      if (!isTerminal) print('  Waiting for changes.');
      const keys =
        releaseKeys === undefined
          ? []
          : offered().flatMap(({ key, word }) => (word === undefined ? [] : `${key} ${word}`));
      line.show({ text: ` waiting for changes   ${keys.join('  ')}`, paint: (text) => paint('dim', text) });
    },
    fault({ type, message }) {
      const [first = '', ...rest] = linesOf(message);
      print(...flow([['red', `! ${type}:`], first], 2, page()), ...paragraphs(rest, 4, 'plain', page()));
    },
    note: (text) => print(...paragraphs([oneLine(text)], 2, 'dim', page())),
    analysis(text) {
      const bar = paint('cyan', '┃');
      const lines = linesOf(text).flatMap((part) => wrap(part, page().width - 4));
      print('', ...[paint('bold', 'What may be behind it'), ...lines].map((part) => `  ${bar} ${part}`));
    },
    close,
  };
}
