import { describe, expect, it } from 'vitest';
import { parseMatchers } from './matchers.ts';

const parsed = (filter: string) =>
  parseMatchers(filter).map(({ name, value, isRegex, isEqual }) => [name, isEqual, isRegex, value]);

describe('matchers', () => {
  it('have four operators, and mean the same with braces and without', () => {
    const expected = [
      ['a', true, false, '1'],
      ['b', false, false, '2'],
      ['c', true, true, '3|4'],
      ['d_1', false, true, '.*'],
    ];
    expect(parsed('{a="1",b!="2",c=~"3|4",d_1!~".*"}')).toEqual(expected);
    expect(parsed(' a = "1" , b != "2",c=~"3|4", d_1 !~ ".*" , ')).toEqual(expected);
  });

  it.each([
    [String.raw`{a="say \"hi\", {x}=\\ \n"}`, 'say "hi", {x}=\\ \n'],
    [String.raw`{a=~"\d+\.txt"}`, String.raw`\d+\.txt`],
    ['{a="line\nbreak"}', 'line\nbreak'],
    ['{a=""}', ''],
    ['a=plain-text.1', 'plain-text.1'],
    ['{a="ä 🚨 <script>"}', 'ä 🚨 <script>'],
  ])('%s has the value %j', (filter, value) => {
    expect(parseMatchers(filter)).toMatchObject([{ name: 'a', value }]);
  });

  it.each([
    '',
    '{}',
    '{a}',
    '{a="x',
    'a="x"}',
    '{a="x" b="y"}',
    '{1a="x"}',
    '{a=="x"}',
    '{a="x"} or vector(1)',
    '{a="\\"}',
    ',a="x"',
  ])('%s is refused with its place', (filter) => {
    expect(() => parseMatchers(filter)).toThrow(/^the filter cannot be read at ".*"; write \{alertname="…"\}/);
  });

  it('names the place', () => {
    expect(() => parseMatchers('{a="x",b}')).toThrow('cannot be read at "b"');
  });

  it('takes no longer for hostile text than for any other', () => {
    const long = '\\"'.repeat(200_000);
    expect(() => parseMatchers(`a="${long}`)).toThrow('cannot be read');
    expect(parseMatchers(`a="${long}"`)[0]?.value).toHaveLength(200_000);
  });
});
