import { expect, it } from 'vitest';
import { isWantedRule, wantedOf } from './narrow.ts';
import { makeRule } from './testing/rule.ts';

const isShown = (search: string, more = {}) =>
  isWantedRule(wantedOf(new URLSearchParams(search)), makeRule({ query: 'oven_degrees > 300', ...more }));

it.each(['', 'q=HOT', 'q=oven+300', 'q=kitchen', 'severity=critical', 'state=inactive', 'q=%20hot&state=inactive'])(
  'a rule is shown for %j',
  (search) => expect(isShown(search)).toBe(true),
);

it.each(['q=hot+cold', 'severity=warning', 'state=firing', 'q=hot&severity=info', 'state=error'])(
  'a rule is not shown for %j',
  (search) => expect(isShown(search)).toBe(false),
);

it('a rule in error is found by that', () => {
  expect(isShown('state=error', { health: 'err' })).toBe(true);
});
