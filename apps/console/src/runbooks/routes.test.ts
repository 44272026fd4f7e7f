import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startConsole } from '../testing/start.ts';

const file = 'ALERT_RUNBOOK.md';
const section = (alert: string, text = '') => `## ${alert}\n\n${text}\n\n### Meaning\n\nIt means ${alert}.\n\n`;

describe('a runbook', () => {
  it('is the section of its alert, and no more', async () => {
    const { write, request } = await startConsole();
    write(file, `# Runbook\n\n${section('HighCPUUsage')}${section('HighMemoryUsage')}`);
    const answer = await request('/runbooks/HighMemoryUsage');
    const page = await answer.text();
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page).toContain('<h1>HighMemoryUsage</h1>');
    expect(page).toContain('<h3 id="meaning">Meaning</h3>\n<p>It means HighMemoryUsage.</p>');
    expect(page).not.toContain('HighCPUUsage');
  });

  it('keeps a comment in a code block, which is no heading', async () => {
    const { write, page } = await startConsole();
    write(file, section('A', '```sh test\n## B\ncurl http://x\n```'));
    expect(await page('/runbooks/A')).toContain('## B\ncurl http://x');
    expect(await page('/runbooks')).not.toContain('/runbooks/B');
  });

  it('lets no HTML pass, and no link but those of the web', async () => {
    const { write, page } = await startConsole();
    const hostile = [
      '<script>alert(1)</script>\n',
      'a <img src=x onerror=alert(1)> <!-- c -->\n',
      '[one](javascript:alert(1)) [two](javascript&#58;alert(1)) [three](&#106;avascript:alert(1))\n',
      '[four](data:text/html,x) <javascript:alert(1)> ![five](javascript:alert(1)) ![six](https://x/y.png "t")\n',
      '[seven](https://x/"onclick=alert(1) "t\\"onclick=alert(1)") [**eight**](https://x/?a=1&amp;b=<2>)\n',
      '```"><script>\n</code><script>\n```\n',
    ].join('\n');
    write(file, section('A', hostile));
    const text = await page('/runbooks/A');
    expect(text).not.toMatch(/<script|<img|"\s*onclick|href="\s*(?:javascript:|data:t)/i);
    // The colon is not one to a browser: the address is a relative one.
    expect(text).toContain('<a href="javascript&#38;#58;alert(1)">two</a>');
    expect(text).toContain('<a href="https://x/?a=1&#38;b=&#60;2&#62;"><strong>eight</strong></a>');
  });

  it('leads from one alert to another, and down its own page', async () => {
    const { write, page } = await startConsole();
    write(
      file,
      section('A', '[other](#highcpuusage) [down](#meaning) [query](http://p/graph)') + section('HighCPUUsage'),
    );
    const text = await page('/runbooks/A');
    expect(text.match(/(?<=<a href=")[^"]+(?=">(?:other|down|query))/g)).toEqual([
      '/runbooks/HighCPUUsage',
      '#meaning',
      'http://p/graph',
    ]);
  });

  it('leads to the alerts that its text names, but not from code, links or itself', async () => {
    const { write, page } = await startConsole();
    const text = 'See High_CPU, (**Amp**) &amp; <b>. Amps `High_CPU` [High_CPU *Amp*](http://x/) http://x/Amp A';
    write(file, `# R\n\nFirst Amp.\n\n${section('A', text)}${section('High_CPU')}${section('Amp')}`);
    expect(await page('/runbooks/A')).toContain(
      `<p>See <a href="/runbooks/High_CPU">High_CPU</a>, (<strong><a href="/runbooks/Amp">Amp</a></strong>) &amp; &#60;b&#62;. Amps <code>High_CPU</code> <a href="http://x/">High_CPU <em>Amp</em></a> <a href="http://x/Amp">http://x/Amp</a> A</p>`,
    );
    expect(await page('/runbooks')).toContain('<p>First <a href="/runbooks/Amp">Amp</a>.</p>');
  });

  it('that does not exist is answered 404 with the nearest and with all', async () => {
    const { write, request } = await startConsole();
    write(file, ['DeepSeekAPIDown', 'PerplexityAPIDown', 'HighDiskUsage'].map((alert) => section(alert)).join(''));
    const answer = await request('/runbooks/DeepseekApiDwn%3Cscript%3E');
    const text = await answer.text();
    expect(answer.status).toBe(404);
    expect(text).toContain('<b>DeepseekApiDwn&#60;script&#62;</b>');
    expect(text).toMatch(/Nearest:<\/p><ul><li><a href="\/runbooks\/DeepSeekAPIDown">/);
    expect(text.match(/"\/runbooks\/HighDiskUsage"/g)).toHaveLength(1);
    expect(await (await request('/runbooks/zzzzzz')).text()).not.toContain('Nearest');
  });

  it('is read again when the file has changed, also when it was missing or is gone', async () => {
    const { write, request, page, stateDir } = await startConsole();
    expect(await page('/runbooks')).toContain('<code>npx switchgear up</code> writes it');
    write(file, section('A'));
    expect((await request('/runbooks/A')).status).toBe(200);
    write(file, section('A', 'Now with a text.'));
    expect(await page('/runbooks/A')).toContain('Now with a text.');
    rmSync(join(stateDir, 'monitoring', file));
    expect((await request('/runbooks/A')).status).toBe(404);
  });
});

describe('the list of runbooks', () => {
  it('shows what the file says before them, and every alert', async () => {
    const { write, page } = await startConsole();
    write(file, `<!-- generated -->\n\n# R\n\nHow to.\n\n## Contents\n\n- [A](#a)\n\n${section('A')}${section('B')}`);
    const text = await page('/runbooks');
    expect(text).toContain('<p>How to.</p>');
    expect(text.match(/<h1.*/g)).toEqual(['<h1>Runbooks</h1>']);
    expect(text).toContain('<li><a href="/runbooks/A">A</a></li>');
    expect(text).toContain('<ul><li><a href="/runbooks/A">A</a><li><a href="/runbooks/B">B</a></ul>');
    expect(text).not.toMatch(/generated|runbooks\/Contents/);
  });
});
