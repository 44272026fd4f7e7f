// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is how a dashboard writes its variables
import { describe, expect, it } from 'vitest';
import { targetOf } from '../../panels/link.ts';
import { filler } from '../variables/fill.ts';
import type { View } from '../view/view.ts';
import { hrefOf } from './link.ts';

const page = 'http://localhost:3000/d/here?x=1';
const view: View = {
  from: 'now-1h',
  to: 'now',
  timeZone: 'browser',
  refresh: '',
  variables: { key: ['a&b', 'c'], all: ['$__all'] },
  panel: 3,
  inspect: undefined,
  kiosk: false,
};
const key = { name: 'key', model: { type: 'query', name: 'key' }, options: [], value: ['a&b/../"'] };

function link(fields: object): string {
  const href = hrefOf({ title: 'L', ...fields }, view, filler([key]), page);
  return targetOf(href, page, undefined)?.href ?? 'nowhere';
}

describe('a link', () => {
  it.each([
    [{ url: '/d/there' }, '/d/there'],
    [{ url: '/d/there', keepTime: true }, '/d/there?from=now-1h&to=now'],
    [
      { url: '/d/there?var-own=1#x', keepTime: true, includeVars: true },
      '/d/there?var-own=1&from=now-1h&to=now&var-key=a%26b&var-key=c&var-all=%24__all#x',
    ],
    [{ url: 'http://localhost:3000/runbooks/$key' }, '/runbooks/a%26b%2F..%2F%22'],
    [{ url: 'https://example.com/?k=${key}' }, 'https://example.com/?k=a%26b%2F..%2F%22'],
    [{ url: 'javascript:alert(1)', includeVars: true }, 'nowhere'],
    [{ url: '//evil.example' }, 'http://evil.example/'],
    [{}, '/d/here?x=1'],
  ])('%j leads to %s', (fields, address) => {
    expect(link(fields)).toBe(address);
  });
});
