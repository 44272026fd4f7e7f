import { expect, it } from 'vitest';
import { isSafe, isWebAddress } from '../input/link.ts';
import { html } from './html.ts';

it('escapes every value, in text and in attributes, also inside lists', () => {
  const hostile = `"'><script>&`;
  const escaped = '&#34;&#39;&#62;&#60;script&#62;&#38;';
  expect(`${html`<a title="${hostile}">${[hostile, html`<b>${hostile}</b>`]}</a>`}`).toBe(
    `<a title="${escaped}">${escaped}<b>${escaped}</b></a>`,
  );
});

it('shows nothing for what is undefined, and 0 for 0', () => {
  expect(`${html`<p>${undefined}${0}</p>`}`).toBe('<p>0</p>');
});

it.each([
  ['https://a/', true, true],
  ['HTTP://a', true, true],
  ['/runbooks/X', true, false],
  ['#meaning', true, false],
  ['javascript:alert(1)', false, false],
  [' JaVa\nScript:alert(1)', false, false],
  ['data:text/html,x', false, false],
  ['mailto:a@b', false, false],
  ['http://[', false, false],
])('%j: a browser may follow it %s, it is a whole address %s', (address, safe, whole) => {
  expect([isSafe(address), isWebAddress(address)]).toEqual([safe, whole]);
});
