import { describe, expect, it } from 'vitest';
import { parseValueQuery } from './query.ts';

describe('a query for values', () => {
  it.each([
    ['label_values(job)', { kind: 'label_values', label: 'job', selector: undefined }],
    ['label_values(up, job)', { kind: 'label_values', label: 'job', selector: 'up' }],
    [
      ' label_values(up{a="x,y)",b=~"c(d)"} , job ) ',
      { kind: 'label_values', label: 'job', selector: 'up{a="x,y)",b=~"c(d)"}' },
    ],
    ['query_result(topk(5, up))', { kind: 'query_result', expr: 'topk(5, up)' }],
    ['metrics(api_.*)', { kind: 'metrics', pattern: 'api_.*' }],
    ['metrics()', { kind: 'metrics', pattern: '.*' }],
    ['label_names()', { kind: 'label_names' }],
  ])('%s is understood', (text, query) => {
    expect(parseValueQuery(text)).toEqual(query);
  });

  it.each([
    '',
    'up',
    'label_values()',
    'label_values(up, a b)',
    'label_values(up, ../../x)',
    'query_result()',
    'tags(x)',
  ])('“%s” is not', (text) => {
    expect(() => parseValueQuery(text)).toThrow(/does not understand the variable query/);
  });
});
