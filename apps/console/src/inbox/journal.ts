import { readFileSync, renameSync, statSync } from 'node:fs';
import { mkdir, open, rename } from 'node:fs/promises';
import { basename, dirname } from 'node:path';

/** In bytes. Far more than that is no longer a text to Node. */
const largest = 64_000_000;

/** Lines of text in a file. A line is on disk when its write resolves; a crash costs at most the line under way. */
export class Journal {
  readonly #path: string;
  /** Whether the file may end in the middle of a line. */
  #torn = false;

  constructor(path: string) {
    this.#path = path;
  }

  /**
   * All lines, the last one also when its end is missing.
   *
   * @throws Error when the file is too large, which has put it aside, or cannot be read
   */
  read(): string[] {
    if (statSync(this.#path).size > largest) {
      const aside = `${this.#path}.damaged`;
      renameSync(this.#path, aside);
      throw new Error(`${basename(this.#path)} is larger than 64 MB and was put aside as ${basename(aside)}`);
    }
    const lines = readFileSync(this.#path, 'utf8').split('\n');
    this.#torn = lines.at(-1) !== '';
    return lines.filter((line) => line !== '');
  }

  async append(line: string): Promise<void> {
    await mkdir(dirname(this.#path), { recursive: true, mode: 0o700 });
    await using file = await open(this.#path, 'a', 0o600);
    const text = `${this.#torn ? '\n' : ''}${line}\n`;
    this.#torn = true;
    await file.appendFile(text);
    await file.datasync();
    this.#torn = false;
  }

  /** Puts these lines in the place of all others, or changes nothing. */
  async replace(lines: readonly string[]): Promise<void> {
    await replaceFile(this.#path, lines.map((line) => `${line}\n`).join(''));
  }
}

/** Writes a file whole or not at all. */
export async function replaceFile(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.tmp`;
  {
    await using file = await open(draft, 'w', 0o600);
    await file.writeFile(text);
    await file.sync();
  }
  await rename(draft, path);
}
