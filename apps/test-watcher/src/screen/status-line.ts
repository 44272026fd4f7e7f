import type { Out } from './stream.ts';
import { cutEnd } from './text.ts';

/** Lines that stay, over one that changes. */
export interface StatusLine {
  print(lines: readonly string[]): void;
  /** What stands under them from now on; undefined for nothing. Cut to the width, so it is given without colours. */
  show(status: Status | undefined): void;
  /** Leaves the terminal to others until `redraw`. */
  hide(): void;
  redraw(): void;
  close(): void;
}

export interface Status {
  readonly text: string;
  /** Colours what is left of the text. */
  readonly paint: (text: string) => string;
}

const clear = '\r\u001b[2K';
const hideCursor = '\u001b[?25l';
const showCursor = '\u001b[?25h';

/** For files and terminals that cannot draw: lines only. */
export function plainLines(out: Out): StatusLine {
  return {
    print: (lines) => write(out, lines),
    show() {},
    hide() {},
    redraw() {},
    close() {},
  };
}

export function liveLine(out: Out): StatusLine {
  let status: Status | undefined;
  let isDrawn = false;
  const draw = () => {
    if (status === undefined) return;
    // The last column is left free: some terminals go to the next line with it.
    out.write(clear + status.paint(cutEnd(status.text, (out.columns ?? 80) - 1)));
    isDrawn = true;
  };
  const wipe = () => {
    if (isDrawn) out.write(clear);
    isDrawn = false;
  };
  const hide = () => {
    wipe();
    out.write(showCursor);
  };
  out.write(hideCursor);
  out.on?.('resize', draw);
  return {
    print(lines) {
      wipe();
      write(out, lines);
      draw();
    },
    show(next) {
      status = next;
      if (next === undefined) wipe();
      else draw();
    },
    hide,
    redraw() {
      out.write(hideCursor);
      draw();
    },
    close() {
      status = undefined;
      out.off?.('resize', draw);
      hide();
    },
  };
}

function write(out: Out, lines: readonly string[]): void {
  if (lines.length > 0) out.write(`${lines.join('\n')}\n`);
}
