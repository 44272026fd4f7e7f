import { expect, it } from 'vitest';
import { parseMatchers } from '../../src/silences/matchers.ts';
import { showMatcher } from './alertmanager.ts';

it('shows matchers as people write them, and as the server reads them', () => {
  const filter = String.raw`a="x\"y", b!="2", c=~"3|4", d!~".*"`;
  expect(parseMatchers(filter).map(showMatcher).join(', ')).toBe(filter);
});
