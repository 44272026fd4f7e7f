import { createReadStream, statSync } from 'node:fs';
import { systemCode, WorktreeError } from '../errors.ts';

/** Decides the code of errors. */
export type ReportKind = 'coverage' | 'junit';

export interface TextLimits {
  /** More is refused, in bytes. */
  readonly maxBytes: number;
}

const chunkBytes = 1 << 18;

/** The text of a report, piece by piece and never whole, and the errors that speak of it. */
export class TextSource implements AsyncIterable<string> {
  /** For people: a path, or what the text is. */
  readonly name: string;
  readonly #kind: ReportKind;
  readonly #chunks: AsyncIterable<string | Uint8Array>;
  readonly #maxBytes: number;

  constructor(kind: ReportKind, name: string, chunks: AsyncIterable<string | Uint8Array>, { maxBytes }: TextLimits) {
    this.#kind = kind;
    this.name = name;
    this.#chunks = chunks;
    this.#maxBytes = maxBytes;
  }

  /** @throws WorktreeError `…_unreadable` for what is no file, `…_too_large` */
  static open(kind: ReportKind, path: string, limits: TextLimits): TextSource {
    const stream = {
      [Symbol.asyncIterator]: () => createReadStream(path, { highWaterMark: chunkBytes })[Symbol.asyncIterator](),
    };
    const source = new TextSource(kind, path, stream, limits);
    let size: number;
    try {
      const stats = statSync(path);
      // A pipe or a device may never end.
      if (!stats.isFile()) throw source.unreadable('it is not a file');
      size = stats.size;
    } catch (error) {
      throw source.unreadable(error);
    }
    if (size > limits.maxBytes) throw source.#tooLarge();
    return source;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<string, void, undefined> {
    let decoder: TextDecoder | undefined;
    let bytes = 0;
    try {
      for await (const chunk of this.#chunks) {
        bytes += Buffer.byteLength(chunk);
        // Also a file may grow while it is read.
        if (bytes > this.#maxBytes) throw this.#tooLarge();
        if (typeof chunk === 'string') {
          yield chunk;
          continue;
        }
        decoder ??= new TextDecoder(chunk[0] === 0xff && chunk[1] === 0xfe ? 'utf-16le' : 'utf-8');
        yield decoder.decode(chunk, { stream: true });
      }
    } catch (error) {
      throw this.unreadable(error);
    }
    yield decoder?.decode() ?? '';
  }

  /** The text from its beginning, at most one piece of it. */
  async head(): Promise<string> {
    for await (const text of this) return text;
    return '';
  }

  /** An error for what is wrong, or the error itself where it is one of ours. */
  unreadable(fault: unknown): WorktreeError {
    if (fault instanceof WorktreeError) return fault;
    const reason = fault instanceof Error ? reasonOf(fault) : String(fault);
    return new WorktreeError(`${this.#kind}_unreadable`, `${this.name} cannot be read: ${reason}`, { cause: fault });
  }

  #tooLarge(): WorktreeError {
    const limit = `more than ${Math.round(this.#maxBytes / 1e6)} MB`;
    return new WorktreeError(`${this.#kind}_too_large`, `${this.name} has ${limit}; write a smaller report`);
  }
}

function reasonOf(error: Error): string {
  switch (systemCode(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'there is no such file';
    case 'EACCES':
    case 'EPERM':
      return 'this user may not read it';
    default:
      return error.message;
  }
}
