import { expect, it } from 'vitest';
import { plainFault } from './fault.ts';

const esc = '\u001b';

it.each([
  [
    'a fault of ours, with its place',
    `${esc}[31m✗ Build failed in 451ms${esc}[39m
error during build:
Build failed with 1 error:

${esc}[31m[PARSE_ERROR] ${esc}[0mUnexpected token
   ${esc}[38;5;246m╭${esc}[0m${esc}[38;5;246m─${esc}[0m${esc}[38;5;246m[${esc}[0m web/home/page.tsx:1:23 ${esc}[38;5;246m]${esc}[0m
   ${esc}[38;5;246m│${esc}[0m
 ${esc}[38;5;246m1 │${esc}[0m export const x = <div
    at aggregate (file:///x/node_modules/rolldown/error.mjs:50:18)`,
    '[PARSE_ERROR] Unexpected token (web/home/page.tsx:1:23)',
  ],
  [
    'one of a style',
    '[plugin vite:css] web/a.css:1:0\nCssSyntaxError: web/a.css:1:1: Unclosed block\n    at Input.error (/x)',
    '[plugin vite:css] web/a.css:1:0 CssSyntaxError: web/a.css:1:1: Unclosed block',
  ],
  [
    'a cause behind it',
    '[vite] plugin threw an error\n\nCaused by:\n    Tsconfig not found /x.json\n\nStack backtrace:\n   0: <unknown>',
    '[vite] plugin threw an error Tsconfig not found /x.json',
  ],
  ['a plain word', 'spawn EAGAIN', 'spawn EAGAIN'],
])('%s is told in one line without colours and stacks', (_what, output, line) => {
  expect(plainFault(output)).toBe(line);
});
