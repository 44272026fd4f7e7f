import { expect, it } from 'vitest';
import { targetOf } from './link.ts';

const page = 'http://console:3000/d/x?from=now-1h';
const home = 'http://127.0.0.1:3000';

it.each([
  ['/runbooks/A%20b?x=1#top', '/runbooks/A%20b?x=1#top'],
  ['http://console:3000/alerts', '/alerts'],
  ['http://127.0.0.1:3000/runbooks/X', '/runbooks/X'],
  ['other', '/d/other'],
  ['?to=now', '/d/x?to=now'],
  ['http://console:3000//evil.example/x', '/evil.example/x'],
])('%s leads to a page of this console', (href, path) => {
  expect(targetOf(href, page, home)).toEqual({ href: path, here: true });
});

it.each([
  ['https://example.com/?q=1', 'https://example.com/?q=1'],
  ['//evil.example', 'http://evil.example/'],
  ['http://console:9090/', 'http://console:9090/'],
])('%s leads elsewhere', (href, there) => {
  expect(targetOf(href, page, home)).toEqual({ href: there, here: false });
});

it.each([
  'javascript:alert(1)',
  ' JaVa\tScript:alert(1)',
  'data:text/html,<script>',
  'vbscript:x',
  'blob:http://console:3000/1',
  'mailto:a@b',
  'about:blank',
  'http://[',
])('%j leads nowhere', (href) => {
  expect(targetOf(href, page, home)).toBeUndefined();
});
