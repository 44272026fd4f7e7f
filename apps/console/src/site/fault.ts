import { stripVTControlCharacters } from 'node:util';

const heading = /^\s*$|^✗ |^error during build|^Build failed with|^Caused by:/;
const detail = /^\s*(?:[│╭╰]|\d+ │|at |Stack backtrace)/;

/** What Vite has to say of a fault, in one line without colours, excerpts and stacks, and the place of it. */
export function plainFault(output: string): string {
  const lines = stripVTControlCharacters(output)
    .split('\n')
    .filter((line) => !heading.test(line));
  const end = lines.findIndex((line) => detail.test(line));
  const said = (end < 0 ? lines : lines.slice(0, end)).map((line) => line.trim()).join(' ');
  const place = /╭─\[ (.+?) \]/.exec(lines[end] ?? '')?.[1];
  return place === undefined ? said : `${said} (${place})`;
}
