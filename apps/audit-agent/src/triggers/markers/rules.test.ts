import { describe, expect, it } from 'vitest';
import { defaultMarkerRules, isNamed, statusIn } from './rules.ts';

describe('a name', () => {
  it.each([
    'PHASE_1.md',
    'docs/deep/MILESTONE_beta.md',
    'API_COMPLETE.md',
    '.github/API_COMPLETE.md',
    'docs/API_COMPLETION_REPORT.md',
    'PHASE_ü 2.md',
  ])('%s is a marker', (path) => expect(isNamed(path, defaultMarkerRules)).toBe(true));

  it.each(['phase.md', 'PHASE_1.txt', 'COMPLETE.md', 'PHASE_1.md/notes.md', 'xPHASE_1.md', 'INCOMPLETE.md'])(
    '%s is none',
    (path) => expect(isNamed(path, defaultMarkerRules)).toBe(false),
  );

  it('is matched as a path by a glob with a slash', () => {
    const rules = { names: ['docs/**/*.done'], statuses: [] };
    expect(isNamed('docs/a/b/x.done', rules)).toBe(true);
    expect(isNamed('other/docs/x.done', rules)).toBe(false);
  });
});

describe('front matter', () => {
  it.each([
    '---\nstatus: complete\n---\n',
    '---\ntitle: x\nstatus:   "Complete"   # at last\nowner: y\n---',
    '\uFEFF---\r\nstatus: complete\r\n---\r\ntext',
    "--- \nStatus: 'complete'\n--- \n",
  ])('%j says it', (head) => expect(statusIn(head, defaultMarkerRules)).toBe('complete'));

  it.each([
    '',
    'status: complete',
    '\n---\nstatus: complete\n---\n',
    '---\nstatus: incomplete\n---\n',
    '---\nstatus: complete-ish\n---\n',
    '---\nold:\n  status: complete\n---\n',
    '---\nstatus: draft\n---\nstatus: complete\n---\n',
    '---\nstatus: complete\n',
    '---\nstatus: complete\n----\n',
    '---\nstatus:\ncomplete\n---\n',
  ])('%j does not', (head) => expect(statusIn(head, defaultMarkerRules)).toBeUndefined());

  it('says what is configured', () => {
    expect(statusIn('---\nstatus: shipped\n---\n', { names: [], statuses: ['done', 'Shipped'] })).toBe('Shipped');
  });
});
