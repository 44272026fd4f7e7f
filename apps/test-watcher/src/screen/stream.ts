/** What is needed of a terminal or of a file. */
export interface Out {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  /** Cells of a line; undefined where that is unknown. */
  readonly columns?: number;
  hasColors?(): boolean;
  on?(event: 'resize', listener: () => void): unknown;
  off?(event: 'resize', listener: () => void): unknown;
}

/** Fewer columns cannot be drawn in. */
const leastColumns = 20;

/** Whether a line can be drawn anew and keys be read: a terminal, and nobody who asks for plain lines. */
export function isLively(out: Out, environment: NodeJS.ProcessEnv): boolean {
  const { TERM: terminal, CI: automated, NO_COLOR: colourless } = environment;
  const isAsked = terminal === 'dumb' || !!automated || !!colourless;
  return out.isTTY === true && (out.columns ?? 0) >= leastColumns && !isAsked;
}
