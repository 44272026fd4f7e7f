// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is how a dashboard writes its variables
import { describe, expect, it } from 'vitest';
import type { VariableModel } from '../model.ts';
import { filler, referredIn } from './fill.ts';
import type { Variable } from './variable.ts';

function variable(
  name: string,
  value: string[],
  fields: Partial<VariableModel> = {},
  texts: string[] = value,
): Variable {
  const options = ['a', 'b', ...value].map((one) => ({ value: one, text: texts[value.indexOf(one)] ?? one }));
  return { name, model: { type: 'query', name, ...fields }, options, value };
}

const one = variable('one', ['a.b']);
const many = variable('many', ['a.b', 'c'], { multi: true });
const all = {
  ...variable('all', ['$__all'], { includeAll: true, multi: true }),
  options: ['x', 'y'].map((value) => ({ value, text: value })),
};
const star = variable('star', ['$__all'], { includeAll: true, allValue: '.*' });
const fill = filler([one, many, all, star], { __dashboard: 'My dashboard' });

describe('a query', () => {
  it.each([
    ['$one ${one} [[one]]', 'a.b a.b a.b'],
    ['x{l="$one"}', 'x{l="a.b"}'],
    ['x{l=~"$many"}', 'x{l=~"(a\\\\.b|c)"}'],
    ['x{l=~"$all"}', 'x{l=~"(x|y)"}'],
    ['x{l=~"$star"}', 'x{l=~".*"}'],
    ['label_replace(x, "a", "$1", "b", "(.*)")', 'label_replace(x, "a", "$1", "b", "(.*)")'],
    ['$unknown ${unknown:csv} [[unknown]]', '$unknown ${unknown:csv} [[unknown]]'],
    ['$constructor ${__proto__} ${one:constructor}', '$constructor ${__proto__} a.b'],
    ['x{l=~"[[:alpha:]]+"}', 'x{l=~"[[:alpha:]]+"}'],
  ])('%s is asked as %s', (text, filled) => {
    expect(fill(text)).toBe(filled);
  });

  it('has one value of several as a regular expression too', () => {
    expect(filler([variable('v', ['a.b'], { multi: true })])('=~"$v"')).toBe('=~"a\\\\.b"');
  });

  it.each(['"', "'", '`', '\\', '\n', '"} or vector(1) #', '\\"', '$many ${one:raw}'])(
    'holds the value %j inside its string, whichever quotes that has',
    (value) => {
      for (const model of [{}, { multi: true }]) {
        const written = filler([variable('v', [value], model)])('$v');
        expect(written).not.toMatch(/["'`\n]/);
        expect(unquoted(written)).toBe(model.multi ? value.replaceAll(/[\\^$*+?.()|[\]{}]/g, '\\$&') : value);
      }
    },
  );

  it('is filled in once: what a value looks like does not matter', () => {
    expect(filler([variable('v', ['$w']), variable('w', ['secret'])])('$v')).toBe('$w');
  });

  it('has its own variables before those of the dashboard', () => {
    expect(filler([variable('__interval', ['5m'])])('[$__interval]', { __interval: '10s' })).toBe('[10s]');
  });
});

/** As PromQL reads a quoted string. */
function unquoted(text: string): string {
  return text.replaceAll(/\\(?:x([\da-f]{2})|(.))/g, (_, code, sign) =>
    code === undefined ? (sign === 'n' ? '\n' : sign) : String.fromCharCode(Number.parseInt(code, 16)),
  );
}

describe('a format', () => {
  const servers = variable('servers', ["te'st.1", 'b, "c" d'], { multi: true }, ['Test 1', 'B']);
  const written = filler([servers, one]);

  it.each([
    ['csv', 'te\'st.1,b, "c" d'],
    ['raw', 'te\'st.1,b, "c" d'],
    ['pipe', 'te\'st.1|b, "c" d'],
    ['glob', '{te\'st.1,b, "c" d}'],
    ['regex', '(te\'st\\.1|b, "c" d)'],
    ['json', '["te\'st.1","b, \\"c\\" d"]'],
    ['singlequote', "'te\\'st.1','b, \"c\" d'"],
    ['doublequote', '"te\'st.1","b, \\"c\\" d"'],
    ['sqlstring', "'te''st.1','b, \"c\" d'"],
    ['text', 'Test 1 + B'],
    ['percentencode', 'te%27st.1%2Cb%2C%20%22c%22%20d'],
    ['uriencode', "te'st.1,b,%20%22c%22%20d"],
    ['queryparam', 'var-servers=te%27st.1&var-servers=b%2C%20%22c%22%20d'],
    ['unheard', '{te\'st.1,b, "c" d}'],
  ])('%s writes several values', (format, text) => {
    expect(written(`\${servers:${format}}`)).toBe(text);
    expect(written('$servers', {}, format)).toBe(text);
  });

  it('writes all values as what All stands for, and in a link as All', () => {
    expect(fill('${star:csv} ${all:csv} ${all:text} ${star:queryparam}')).toBe('.* x,y All var-star=%24__all');
  });

  it('in the text goes before that of the caller', () => {
    expect(written('${one:raw} $one', {}, 'percentencode')).toBe('a.b a.b');
    expect(written('${servers:pipe}', {}, 'text')).toBe('te\'st.1|b, "c" d');
  });

  it('of a link encodes what belongs to a value', () => {
    const own = { '__value.text': 'a&b /?#', '__field.labels.x y': 'v' };
    expect(fill('/r/${__value.text:percentencode}', own, 'uriencode')).toBe('/r/a%26b%20%2F%3F%23');
    expect(fill('${__field.labels["x y"]} ${__value.text}', own)).toBe('v a&b /?#');
  });

  it('of a time writes it as a date', () => {
    const own = { __from: '1769880000000' };
    expect(fill('${__from} ${__from:date} ${__from:date:iso} ${__from:date:seconds} ${__from:date:YYYY-MM}', own)).toBe(
      '1769880000000 2026-01-31T17:20:00.000Z 2026-01-31T17:20:00.000Z 1769880000 2026-01',
    );
  });

  it('of half a surrogate pair does not fail', () => {
    expect(filler([variable('v', ['\ud800'])])('${v:percentencode}${v:uriencode}')).toBe('%EF%BF%BD%EF%BF%BD');
  });
});

it('knows which variables a text refers to', () => {
  expect(referredIn('$a ${b:csv} [[c]] $1')).toEqual(['a', 'b', 'c', '1']);
});
