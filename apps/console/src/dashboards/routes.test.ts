import { describe, expect, it } from 'vitest';
import { links, startConsole } from '../testing/start.ts';
import { queryAddress } from './query.ts';

const folder = 'grafana/dashboards';
const dashboard = (fields: object) => JSON.stringify({ uid: 'api-metrics', title: 'API Metrics', ...fields });

describe('a dashboard', () => {
  it('shows title, description and the queries of each panel, also inside rows', async () => {
    const { write, request, page } = await startConsole();
    const inner = { title: 'Errors', description: 'By cause.', targets: [{ expr: 'a > 1' }, { expr: 'b' }, {}] };
    const panels = [{ type: 'row', title: 'Row', panels: [inner] }, { title: 'Text without queries' }];
    write(`${folder}/api.json`, dashboard({ panels }));
    const answer = await request('/d/api-metrics');
    const text = await answer.text();
    expect(answer.status).toBe(200);
    expect(text).toContain('<h1>API Metrics: panels and queries</h1>');
    expect(text).toContain('<h2>Errors</h2>\n<p>By cause.</p>');
    expect(text).toContain('<code>a &#62; 1</code>');
    expect(text).toContain(
      `href="${links.prometheus}/graph?g0.expr=a%20%3E%201&#38;g0.tab=0&#38;g0.range_input=15m">Open query`,
    );
    expect(text.match(/Open query/g)).toHaveLength(2);
    expect(text).toContain('<h2>Text without queries</h2>');
    expect(await page('/d/api-metrics/some-slug?var-provider=x')).toBe(text);
  });

  it('with hostile texts is still only text', async () => {
    const { write, page } = await startConsole();
    const hostile = '<script>"\'';
    const panels = [{ title: hostile, description: hostile, targets: [{ expr: hostile }] }];
    write(`${folder}/x.json`, dashboard({ title: hostile, panels }));
    expect(`${await page('/')}${await page('/d/api-metrics')}`).not.toContain('<script');
  });

  it('with half a surrogate pair in its uid or a query is shown', async () => {
    const { write, request } = await startConsole();
    write(`${folder}/x.json`, dashboard({ uid: 'a\ud800', panels: [{ targets: [{ expr: 'b\udc00' }] }] }));
    const answers = await Promise.all([request('/'), request(`/d/${encodeURIComponent('a\ufffd')}`)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(await answers[1].text()).toContain('<code>b\ufffd</code>');
  });

  it('that does not exist is answered 404 with those that do', async () => {
    const { write, request } = await startConsole();
    write(`${folder}/api.json`, dashboard({}));
    const answer = await request('/d/%3Cb%3E');
    expect(answer.status).toBe(404);
    expect(await answer.text()).toMatch(/<b>&#60;b&#62;<\/b>.*<a href="\/d\/api-metrics">API Metrics<\/a>/s);
  });

  it('is read again when its file has changed; one that makes no sense is told of in the log', async () => {
    const { write, page, request, log } = await startConsole();
    write(`${folder}/api.json`, dashboard({ panels: 5 }));
    write(`${folder}/broken.json`, '{');
    write(`${folder}/other.txt`, '{');
    expect(await page('/d/api-metrics')).toContain('API Metrics');
    write(`${folder}/api.json`, dashboard({ title: 'Renamed' }));
    expect(await page('/d/api-metrics')).toContain('<h1>Renamed: panels and queries</h1>');
    expect(log().match(/broken\.json cannot be used/g)).toHaveLength(1);
    write(`${folder}/broken.json`, dashboard({ uid: 'mended' }));
    expect((await request('/d/mended')).status).toBe(200);
  });
});

it.each([
  ['rate(a[$__rate_interval])', 'rate(a[5m])'],
  ['rate(a[$' + '{__rate_interval}]) offset $__range', 'rate(a[5m]) offset 5m'],
  ['increase(a[$interval]) + max_over_time(b[1h:$step])', 'increase(a[5m]) + max_over_time(b[1h:5m])'],
  ['a{p=~"$provider",k=~"$' + '{key:regex}"}', 'a{p=~".*",k=~".*"}'],
  ['label_replace(a, "x", "$1", "y", "(.*)")', 'label_replace(a, "x", "$1", "y", "(.*)")'],
])('the query %s is opened as %s', (query, opened) => {
  expect(new URL(queryAddress('http://p', query)).searchParams.get('g0.expr')).toBe(opened);
});
