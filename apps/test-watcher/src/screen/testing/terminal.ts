import { EventEmitter } from 'node:events';
import { onTestFinished, vi } from 'vitest';
import type { CaseResult, RunResult } from '../../model.ts';
import type { View } from '../../view.ts';
import type { In, Key } from '../keys.ts';
import { createScreen } from '../screen.ts';
import type { Out } from '../stream.ts';

/** A terminal that knows what the screen makes use of, and nothing else. */
export class Terminal extends EventEmitter implements Out {
  readonly isTTY = true;
  columns: number;
  isCursorShown = true;
  #lines = [''];

  constructor(columns: number) {
    super();
    this.columns = columns;
  }

  hasColors(): boolean {
    return false;
  }

  write(text: string): void {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal is about them
    for (const [piece] of text.matchAll(/\u001b\[[?\d]*[A-Za-z]|[\u0000-\u001f]|[^\u0000-\u001f]+/g)) this.#take(piece);
  }

  #take(piece: string): void {
    const last = this.#lines.length - 1;
    if (piece === '\n') this.#lines.push('');
    else if (piece === '\u001b[2K') this.#lines[last] = '';
    else if (piece === '\u001b[?25l') this.isCursorShown = false;
    else if (piece === '\u001b[?25h') this.isCursorShown = true;
    else if (piece < ' ' && piece !== '\r') throw new Error(`no screen of ours writes ${JSON.stringify(piece)}`);
    else if (piece !== '\r') this.#lines[last] += piece;
  }

  /** What a person sees. */
  get text(): string {
    return this.#lines.join('\n');
  }

  get lastLine(): string {
    return this.#lines.at(-1) ?? '';
  }
}

/** A keyboard. */
export class Keyboard extends EventEmitter implements In {
  readonly isTTY = true;
  isRaw = false;
  setRawMode(mode: boolean): void {
    this.isRaw = mode;
  }
  resume(): void {}
  pause(): void {}
  type(text: string): void {
    this.emit('data', Buffer.from(text));
  }
}

/** 14:02:11 UTC */
export const noon = Date.UTC(2026, 0, 5, 14, 2, 11);

export interface Stage {
  readonly screen: View;
  readonly terminal: Terminal;
  readonly keyboard: Keyboard;
  readonly keys: Key[];
  /** Milliseconds go by. */
  pass(ms: number): void;
}

/** A screen in a terminal, with a clock that stands still. */
export function onTerminal(columns = 80): Stage {
  standStill();
  const terminal = new Terminal(columns);
  const keyboard = new Keyboard();
  const keys: Key[] = [];
  const screen = createScreen({ out: terminal, in: keyboard, isTerminal: true, onKey: (key) => keys.push(key) });
  onTestFinished(() => screen.close());
  return { screen, terminal, keyboard, keys, pass: (ms) => void vi.advanceTimersByTime(ms) };
}

/** A screen that writes plain lines. */
export function onPaper() {
  standStill();
  const paper = {
    text: '',
    write(text: string): void {
      paper.text += text;
    },
  };
  const screen = createScreen({ out: paper, isTerminal: false, onKey: () => {} });
  onTestFinished(() => screen.close());
  return { screen, paper, pass: (ms: number) => void vi.advanceTimersByTime(ms) };
}

function standStill(): void {
  vi.stubEnv('TZ', 'UTC');
  vi.useFakeTimers({ now: noon });
  onTestFinished(() => {
    vi.useRealTimers();
    vi.unstubAllEnvs();
  });
}

export function passed(file: string, name: string, extra: Partial<CaseResult> = {}): CaseResult {
  return { file, name, status: 'pass', durationMs: 5, ...extra };
}

export function failed(file: string, name: string, failure: CaseResult['failure'] = { message: 'wrong' }): CaseResult {
  return { file, name, status: 'fail', durationMs: 5, ...(failure !== undefined && { failure }) };
}

export function resultOf(cases: readonly CaseResult[], extra: Partial<RunResult> = {}): RunResult {
  const status = cases.some((one) => one.status === 'fail') ? 'fail' : 'pass';
  return { status, cases, errors: [], durationMs: 340, loaded: new Map(), ...extra };
}
