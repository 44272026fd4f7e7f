import { expect, it } from 'vitest';
import { parseMatchers } from '../../src/silences/matchers.ts';
import { showMatcher } from './alertmanager.ts';

it.each(['a="x"', 'a!="x"', 'a=~"x|y"', 'a!~"x"', 'a="\\"\\\\\\n"'])('%s is shown as it was written', (written) => {
  expect(parseMatchers(written).map(showMatcher)).toEqual([written]);
});
