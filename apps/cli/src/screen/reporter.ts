import type { SessionEvent } from '../supervisor/session.ts';
import { Checklist, type Item } from './checklist.ts';
import { painterFor } from './style.ts';
import { renderTable } from './table.ts';
import { seconds } from './units.ts';

/** Shows progress on stderr while the programs start, and what happens to them afterwards. */
export interface Reporter {
  event(event: SessionEvent): void;
  /** The start is over: what was drawn stays, later events get a line each. */
  finish(): void;
}

export function createReporter(stream: NodeJS.WriteStream): Reporter {
  const { TERM: terminal, CI: automated } = process.env;
  // A terminal that does not tell its size, or is too small, cannot be gone back in.
  const roomy = stream.columns >= 60 && stream.rows >= 12;
  const lively = stream.isTTY && roomy && terminal !== 'dumb' && automated === undefined;
  return lively ? liveReporter(stream) : lineReporter(stream);
}

/** One line per step, for logs and pipes. */
export function lineReporter(stream: Pick<NodeJS.WriteStream, 'write'>): Reporter {
  const checklist = new Checklist();
  let last = '';
  return {
    event(event) {
      const item = checklist.apply(event);
      const line = item === undefined ? laterLine(event) : `${item.name}: ${item.phase}`;
      if (line === undefined || line === last) return;
      last = line;
      stream.write(`${line}\n`);
    },
    finish() {},
  };
}

/** A list that is drawn again whenever something changes. */
export function liveReporter(stream: NodeJS.WriteStream): Reporter {
  const checklist = new Checklist();
  const paint = painterFor(stream);
  let drawn = 0;
  let finished = false;
  /** @param above a line that stays over the list */
  const draw = (...above: string[]) => {
    const { items } = checklist;
    const room = stream.columns - 11 - Math.max(0, ...items.map(({ name }) => name.length));
    const lines = renderTable(
      items.map((item) => rowOf(item, room)),
      paint,
    );
    const back = drawn === 0 ? '' : `\u001b[${drawn}A\r\u001b[J`;
    stream.write(`${back}${[...above, ...lines].join('\n')}\n`);
    drawn = lines.length;
  };
  return {
    event(event) {
      if (!finished && checklist.apply(event) !== undefined) {
        draw();
        return;
      }
      const line = laterLine(event);
      if (line === undefined) return;
      if (finished) stream.write(`${line}\n`);
      else draw(line);
    },
    finish() {
      finished = true;
    },
  };
}

/** @param room for the last column: a line that wraps would spoil the count of lines to go back */
function rowOf(item: Item, room: number) {
  const detail = item.detail === '' ? item.phase : `${item.phase} (${item.detail})`;
  return [
    { text: item.done ? 'done' : 'wait', style: item.done ? ('green' as const) : ('yellow' as const) },
    item.name,
    { text: detail.slice(0, room), style: 'dim' as const },
  ];
}

function laterLine(event: SessionEvent): string | undefined {
  switch (event.type) {
    case 'ended':
      return `${event.name} ended (${event.how}); it is started again in ${seconds(event.pauseMs)}`;
    case 'recovered':
      return `${event.name} is ready again`;
    case 'notice':
      return `${event.name}: ${event.text}`;
    case 'stopping':
      return event.reason === undefined ? 'Stopping.' : `${event.reason} Stopping.`;
    default:
      return undefined;
  }
}
