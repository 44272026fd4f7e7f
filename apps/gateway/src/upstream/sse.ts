const LF = 0x0a;
const CR = 0x0d;
const BOUNDARY = Buffer.from('\n\n');

/** Larger frames are an attack or a bug; the largest real ones carry a whole answer with its sources. */
const MAX_FRAME_BYTES = 8 * 1024 * 1024;

/** Thrown when bytes keep coming without an end of the frame. */
export class OversizedFrame extends Error {
  override readonly name = 'OversizedFrame';
}

/**
 * Cuts a stream of bytes into text of whole frames, with LF for every kind of line end. Frames end in ASCII, so a
 * character that is split between chunks never reaches the decoder half.
 */
export class FrameReader {
  readonly #maxFrameBytes: number;
  #rest: Buffer[] = [];
  #restBytes = 0;
  #afterCr = false;

  constructor(maxFrameBytes = MAX_FRAME_BYTES) {
    this.#maxFrameBytes = maxFrameBytes;
  }

  /**
   * All frames that are complete with this chunk, blank lines included; empty when none is.
   * @throws OversizedFrame
   */
  push(chunk: Buffer): string {
    const bytes = this.#withLineFeeds(chunk);
    const end = this.#lastBoundary(bytes);
    if (end === 0) {
      this.#keep(bytes);
      return '';
    }
    const whole = end === bytes.length ? bytes : bytes.subarray(0, end);
    const complete = this.#restBytes === 0 ? whole : Buffer.concat([...this.#rest, whole]);
    this.#rest = [];
    this.#restBytes = 0;
    if (end < bytes.length) this.#keep(bytes.subarray(end));
    const text = complete.toString('utf8');
    return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  }

  /** What the stream ended with after its last whole frame. */
  rest(): string {
    return Buffer.concat(this.#rest).toString('utf8');
  }

  #keep(bytes: Buffer): void {
    if (bytes.length === 0) return;
    this.#rest.push(bytes);
    this.#restBytes += bytes.length;
    if (this.#restBytes > this.#maxFrameBytes) {
      throw new OversizedFrame(`a frame of more than ${this.#maxFrameBytes} bytes`);
    }
  }

  /** The position after the last blank line, 0 when there is none. */
  #lastBoundary(bytes: Buffer): number {
    const found = bytes.lastIndexOf(BOUNDARY);
    if (found !== -1) return found + 2;
    // The line end before this one came with the rest, or with the frames that were given out last.
    const afterLineEnd = this.#restBytes === 0 || this.#rest.at(-1)?.at(-1) === LF;
    return bytes[0] === LF && afterLineEnd ? 1 : 0;
  }

  #withLineFeeds(chunk: Buffer): Buffer {
    if (!this.#afterCr && !chunk.includes(CR)) return chunk;
    const bytes = Buffer.allocUnsafe(chunk.length);
    let length = 0;
    for (const byte of chunk) {
      const second = this.#afterCr && byte === LF;
      this.#afterCr = byte === CR;
      if (second) continue;
      bytes[length] = byte === CR ? LF : byte;
      length += 1;
    }
    return bytes.subarray(0, length);
  }
}

export interface Frame {
  /** The frame as it is to be written, its blank line included. */
  readonly text: string;
  /** Undefined for frames of comments and blank lines. */
  readonly data: string | undefined;
}

/** The frames of a text that ends with a blank line. */
export function splitFrames(text: string): Frame[] {
  const frames: Frame[] = [];
  for (const block of text.split('\n\n')) {
    const lines = block.startsWith('\n') ? block.slice(1) : block;
    if (lines !== '') frames.push({ text: `${lines}\n\n`, data: dataOf(lines) });
  }
  return frames;
}

/** Whether there is a data line in a text of whole frames. */
export function hasData(text: string): boolean {
  return text.startsWith('data:') || text.includes('\ndata:');
}

function dataOf(lines: string): string | undefined {
  if (!lines.includes('\n')) return fieldOf(lines);
  const data = lines
    .split('\n')
    .map(fieldOf)
    .filter((value) => value !== undefined);
  return data.length === 0 ? undefined : data.join('\n');
}

function fieldOf(line: string): string | undefined {
  if (!line.startsWith('data:')) return undefined;
  return line.charCodeAt(5) === 0x20 ? line.slice(6) : line.slice(5);
}
