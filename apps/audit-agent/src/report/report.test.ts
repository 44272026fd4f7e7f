import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Minimums } from '../model.ts';
import {
  emptyAudit,
  exampleAudit,
  exampleComments,
  exampleTrend,
  hostile,
  hostileAudit,
  hugeAudit,
} from '../testing/audit.ts';
import { renderHtml } from './html/page.ts';
import { reportData } from './json.ts';
import { renderMarkdown } from './markdown/render.ts';
import { removeReport, writeReport } from './write.ts';

const unseen = /\p{Cf}|(?!\n)\p{Cc}/u;
const hostileComments = { model: hostile, text: hostile, doubts: [hostile] };

it('looks as it should', async () => {
  const minimums = { minimumPercent: 80, minimumPatchPercent: 90 };
  await expect(renderHtml(exampleAudit(), exampleComments, exampleTrend(), minimums)).toMatchFileSnapshot(
    '../testing/golden/report.html',
  );
  await expect(renderMarkdown(exampleAudit(), exampleComments)).toMatchFileSnapshot('../testing/golden/report.md');
});

describe('the page', () => {
  it('needs nothing else and can load nothing', () => {
    const page = renderHtml(exampleAudit(), exampleComments, exampleTrend());
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    expect(page).not.toMatch(/<script|<link|<img|@import|\bsrc=|url\(|\son\w+=/);
  });

  it('links what stands beside it, and nothing else', () => {
    const links = [...renderHtml({ ...emptyAudit(), id: '../a"b' }, undefined, []).matchAll(/\bhref="([^"]*)"/g)];
    expect(links.map(([, to]) => to)).toEqual(['..%2Fa%22b.json', '..%2Fa%22b.md']);
    expect(renderHtml(hostileAudit(), hostileComments, []).match(/href=/g)).toHaveLength(2);
  });

  it('shows hostile names as text, with everything in them to be seen', () => {
    const page = renderHtml(hostileAudit(), hostileComments, exampleTrend());
    expect(page.match(/<script|<\/style/g)).toEqual(['</style']);
    expect(page).not.toMatch(unseen);
    expect(page).toContain('&#60;script&#62;alert(&#34;1&#34;)&#60;/script&#62;&#39;');
    expect(page).toContain('\\u{202e}');
    // No attribute is left: the tags are those of the example.
    const tags = (text: string) => [...text.matchAll(/<\/?[a-z][^>]*>/g)].map(([tag]) => tag.replace(/"[^"]*"/g, ''));
    const twoLines = exampleAudit({ faults: [{ type: 'git', message: 'x\ny' }] });
    expect(tags(page)).toEqual(tags(renderHtml(twoLines, { ...hostileComments, text: 'x\ny' }, exampleTrend())));
  });

  it('names the source of every number', () => {
    const page = renderHtml(exampleAudit(), undefined, exampleTrend());
    for (const id of ['trend', 'uncovered', 'moved', 'worst', 'slowest', 'flaky', 'commits']) {
      const card = page.split('<section').find((part) => part.includes(`id="${id}"`));
      expect(card).toMatch(/Source: [^<]+/);
    }
  });

  it('colours bars by what is asked for, and not where nothing is', () => {
    const tones = (minimums?: Minimums) =>
      [...renderHtml(exampleAudit(), undefined, [], minimums).matchAll(/<svg class="bar (\w+)/g)].map(
        ([, tone]) => tone,
      );
    // All lines, changed lines, two files, three times.
    const times = ['plain', 'plain', 'plain'];
    expect(tones({ minimumPercent: 79, minimumPatchPercent: 76 })).toEqual(['good', 'bad', 'bad', 'good', ...times]);
    expect(tones({ minimumPercent: 80 })).toEqual(['good', 'plain', 'bad', 'bad', ...times]);
    expect(tones()).toEqual(['plain', 'plain', 'plain', 'plain', ...times]);
  });

  it('is whole without comments, and sets them apart where there are any', () => {
    expect(renderHtml(exampleAudit(), undefined, [])).not.toContain('language model');
    const page = renderHtml(exampleAudit(), exampleComments, []);
    expect(page).toMatch(/class="card comments".*They may be wrong.*src\/gone\.ts:4 does not exist/s);
  });

  it('has charts that are described, and tables with captions', () => {
    const page = renderHtml(exampleAudit(), undefined, exampleTrend());
    expect(page).toContain('<desc id="trend-story">From 84.0 % on 2026-11-26');
    expect(page.match(/<table>/g)?.length).toBe(page.match(/<table><caption>/g)?.length);
    for (const [image] of page.matchAll(/<svg class[^>]*>/g)) expect(image).toMatch(/role="img" aria-label/);
  });

  it('draws audits in their order where a clock was set back between them', () => {
    const trend = [5, 7, 3, 4].map((hours) => ({ at: Date.UTC(2026, 10, 27, hours), percent: 84 }));
    const page = renderHtml(exampleAudit(), undefined, trend);
    const [, line = ''] = /<polyline class="line" points="([^"]*)"/.exec(page) ?? [];
    expect(line.split(' ').map((point) => Number(point.split(',')[0]))).toEqual([0, 33.33, 66.67, 100]);
    expect(page).toMatch(/05:00 UTC<\/text>.*04:00 UTC<\/text>/);
  });

  it('cuts what is long and says so', () => {
    const page = renderHtml(hugeAudit(), undefined, exampleTrend(2000));
    expect(page.length).toBeLessThan(150_000);
    for (const left of ['4,950 more rows in the JSON', '4,990 more reasons', 'and 4,980 more files']) {
      expect(page.includes(left), left).toBe(true);
    }
    expect(renderMarkdown(hugeAudit()).length).toBeLessThan(10_000);
    expect(renderMarkdown(hugeAudit())).toContain('… and 4,985 more files.');
  });

  it('says of an empty audit what there is not', () => {
    const page = renderHtml(emptyAudit(), undefined, []);
    expect(page).toContain('No usable report');
    expect(page).toContain('A trend needs two audits');
    expect(page).not.toMatch(/undefined|NaN/);
    expect(renderMarkdown(emptyAudit())).toMatch(/^## Audit without coverage\n/);
  });

  it('does not call a commit clean that had changes, with and without coverage', () => {
    for (const coverage of [exampleAudit().coverage, undefined]) {
      const { coverage: _, ...rest } = exampleAudit();
      const audit = { ...rest, ...(coverage && { coverage }) };
      for (const text of [renderHtml(audit, undefined, []), renderMarkdown(audit)])
        expect(text).toContain('with uncommitted changes');
    }
  });

  it('says that nothing executable changed, rather than that all of it was run', () => {
    const { patch = expect.unreachable() } = exampleAudit();
    const lines = { ...patch.lines, value: { covered: 0, executable: 0 } };
    const page = (unmeasured: string[]) =>
      renderHtml(exampleAudit({ patch: { ...patch, lines, uncovered: [], unmeasured } }), undefined, []);
    expect(page([]).match(/No executable line changed/g)).toHaveLength(2);
    expect(page(['src/voucher.ts']).match(/No measured line changed/g)).toHaveLength(2);
    expect(page([])).not.toContain('Every executable line changed');
  });

  it('speaks of the last audit only where there was one', () => {
    const { previous: _, ...first } = exampleAudit({ commits: [] });
    expect(renderHtml(exampleAudit(), undefined, [])).toContain('since the last audit</p>');
    expect(renderHtml(first, undefined, [])).not.toContain('since the last audit</p>');
  });

  it('shows the lines of a message as lines, and so does Markdown', () => {
    const audit = exampleAudit({
      faults: [{ type: 'coverage_command', message: 'run it by hand\nIt printed:\n# odd' }],
    });
    expect(renderHtml(audit, undefined, [])).toContain('run it by hand<br>It printed:<br># odd');
    expect(renderMarkdown(audit)).toContain('run it by hand<br>It printed:<br>\\# odd');
  });
});

it('leaves no markup of somebody else in Markdown, and no row broken', () => {
  const text = renderMarkdown(hostileAudit(), hostileComments);
  expect(text).not.toMatch(unseen);
  for (const line of text.split('\n')) {
    // Outside of code, nothing opens a tag, links or mentions.
    expect(line.replace(/(`+) ?.*?(?<!`)\1(?!`)/g, '').replace(/<\/?sub>|<br>/g, '')).not.toMatch(
      /<|[^\\]\]\(|@|www\.|^#{1,2} h1/,
    );
    if (line.startsWith('| ')) expect(line.replace(/\\./g, '').match(/\|/g)?.length).toBeOneOf([3, 4]);
  }
});

it('has the audit in JSON with names in snake case, and comments beside it', () => {
  const data = reportData(exampleAudit(), exampleComments);
  expect(data).toMatchObject({
    schema_version: 1,
    audit: { coverage: { change_points: -1.25 }, patch: { merge_base: expect.any(String) } },
    comments: { model: 'deepseek-flash' },
  });
  expect(reportData(exampleAudit())).not.toHaveProperty('comments');
});

describe('files', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'reports-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('are written in each format, with nothing else beside them, and go together', () => {
    const paths = writeReport(join(folder, 'new'), exampleAudit({ id: 'a' }), undefined, []);
    writeReport(join(folder, 'new'), exampleAudit({ id: 'b' }), undefined, []);
    expect(readdirSync(join(folder, 'new')).sort()).toEqual(['a.html', 'a.json', 'a.md', 'b.html', 'b.json', 'b.md']);
    expect(JSON.parse(readFileSync(paths.json, 'utf8'))).toMatchObject({ audit: { id: 'a' } });
    removeReport(join(folder, 'new'), 'a');
    removeReport(join(folder, 'new'), 'gone');
    expect(readdirSync(join(folder, 'new')).sort()).toEqual(['b.html', 'b.json', 'b.md']);
  });

  it('are refused with the place where there can be none', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => writeReport(join(folder, 'file'), exampleAudit(), undefined, [])).toThrow('file');
  });
});
