import type { SessionEvent } from '../supervisor/session.ts';
import { Checklist, type Item } from './checklist.ts';
import { type Painter, painterFor } from './style.ts';
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
  const lively = stream.isTTY && terminal !== 'dumb' && automated === undefined;
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
  const draw = () => {
    const lines = renderTable(
      checklist.items.map((item) => rowOf(item)),
      clipped(paint, stream.columns),
    );
    const back = drawn === 0 ? '' : `\u001b[${drawn}A\u001b[J`;
    stream.write(`${back}${lines.join('\n')}\n`);
    drawn = lines.length;
  };
  return {
    event(event) {
      if (!finished && checklist.apply(event) !== undefined) {
        draw();
        return;
      }
      const line = laterLine(event);
      if (line !== undefined) stream.write(`${line}\n`);
    },
    finish() {
      finished = true;
    },
  };
}

function rowOf(item: Item) {
  const detail = item.detail === '' ? item.phase : `${item.phase} (${item.detail})`;
  return [
    { text: item.done ? 'done' : 'wait', style: item.done ? ('green' as const) : ('yellow' as const) },
    item.name,
    { text: detail, style: 'dim' as const },
  ];
}

/** A line that wraps would spoil the count of lines to go back. */
function clipped(paint: Painter, columns: number): Painter {
  return (style, text) => paint(style, text.slice(0, Math.max(10, columns - 36)));
}

function laterLine(event: SessionEvent): string | undefined {
  switch (event.type) {
    case 'ended':
      return `${event.name} ended (${event.how}); it is started again in ${seconds(event.pauseMs)}`;
    case 'recovered':
      return `${event.name} is ready again`;
    case 'stopping':
      return 'Stopping.';
    default:
      return undefined;
  }
}
