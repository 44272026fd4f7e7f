import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/** A place for the lines of a logger whose program has the terminal for itself. Its folder is created. */
export function fileDestination(file: string): { write(line: string): void } {
  mkdirSync(dirname(file), { recursive: true });
  return { write: (line) => appendFileSync(file, line) };
}
