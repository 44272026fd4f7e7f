import { describe, expect, it } from 'vitest';
import { parseDashboard } from './read.ts';

const read = (fields: object) => parseDashboard(JSON.stringify({ uid: 'u', title: 'T', panels: [], ...fields }));

describe('a file of the folder', () => {
  it('is a dashboard with its texts, which stay only texts', () => {
    const hostile = '<script>"\ud800';
    expect(read({ title: hostile, description: hostile, tags: ['a', 5, hostile] })).toMatchObject({
      uid: 'u',
      title: '<script>"\ufffd',
      description: '<script>"\ufffd',
      tags: ['a', '<script>"\ufffd'],
      fault: undefined,
    });
  });

  it.each([
    ['{', 'This is no JSON object'],
    ['[]', 'This is no JSON object'],
    ['{"title":"T","panels":[]}', 'It has no uid'],
    ['{"uid":5,"panels":[]}', 'It has no uid'],
    ['{"uid":"a/b","panels":[]}', 'Its uid has to be'],
    [`{"uid":"${'x'.repeat(41)}","panels":[]}`, 'Its uid has to be'],
    ['{"uid":"a"}', 'It has no panels'],
    ['{"uid":"a","panels":[{"title":"P"}]}', 'Its panel "P" has no gridPos.'],
  ])('%s is none, and says why', (text, fault) => {
    expect(parseDashboard(text).fault).toContain(fault);
  });

  it('without a title goes by its uid', () => {
    expect(read({ title: 7 }).title).toBe('u');
  });
});
