import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * A place for the lines of a logger whose program has the terminal for itself. Its folder is made with the first line. A
 * line that cannot be written is lost: a full disk ends no program, and whoever looks on is told beside the log.
 */
export function fileDestination(file: string): { write(line: string): void } {
  return {
    write(line) {
      try {
        mkdirSync(dirname(file), { recursive: true });
        appendFileSync(file, line);
      } catch {
        // There is nowhere to say so but here.
      }
    },
  };
}
