import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Running, startConsole } from '../testing/start.ts';

const file = 'ALERT_RUNBOOK.md';
const section = (alert: string, text = '') => `## ${alert}\n\n${text}\n\n### Meaning\n\nIt means ${alert}.\n\n`;

async function runbook(text: string, alert: string): Promise<string> {
  const console = await startConsole();
  console.write(file, text);
  const [status, body] = await console.ask(`/api/v1/runbooks/${alert}`);
  expect([status, body]).toEqual([200, { alert, html: expect.any(String) }]);
  return (body as { html: string }).html;
}

async function list({ ask }: Running) {
  const [, body] = await ask('/api/v1/runbooks');
  return body as { introduction: string; alerts: string[] };
}

describe('a runbook', () => {
  it('is the section of its alert, and no more', async () => {
    const html = await runbook(
      `# Runbook\n\n${section('HighCPUUsage')}${section('HighMemoryUsage')}`,
      'HighMemoryUsage',
    );
    expect(html).toContain('<h3 id="meaning">Meaning</h3>\n<p>It means HighMemoryUsage.</p>');
    expect(html).not.toContain('HighCPUUsage');
  });

  it('keeps a comment in a code block, which is no heading', async () => {
    const console = await startConsole();
    console.write(file, section('A', '```sh test\n## B\ncurl http://x\n```'));
    expect(await console.ask('/api/v1/runbooks/A')).toMatchObject([
      200,
      { html: expect.stringContaining('## B\ncurl http://x') },
    ]);
    expect((await list(console)).alerts).toEqual(['A']);
  });

  it('lets no HTML pass, and no link but those of the web', async () => {
    const hostile = [
      '<script>alert(1)</script>\n',
      'a <img src=x onerror=alert(1)> <!-- c -->\n',
      '[one](javascript:alert(1)) [two](javascript&#58;alert(1)) [three](&#106;avascript:alert(1))\n',
      '[four](data:text/html,x) <javascript:alert(1)> ![five](javascript:alert(1)) ![six](https://x/y.png "t")\n',
      '[seven](https://x/"onclick=alert(1) "t\\"onclick=alert(1)") [**eight**](https://x/?a=1&amp;b=<2>)\n',
      '```"><script>\n</code><script>\n```\n',
    ].join('\n');
    const html = await runbook(section('A', hostile), 'A');
    expect(html).not.toMatch(/<script|<img|"\s*onclick|href="\s*(?:javascript:|data:t)/i);
    // The colon is not one to a browser: the address is a relative one.
    expect(html).toContain('<a href="javascript&#38;#58;alert(1)">two</a>');
    expect(html).toContain('<a href="https://x/?a=1&#38;b=&#60;2&#62;"><strong>eight</strong></a>');
  });

  it('leads from one alert to another, and down its own page', async () => {
    const text = section('A', '[other](#highcpuusage) [down](#meaning) [query](http://p/graph)');
    const html = await runbook(text + section('HighCPUUsage'), 'A');
    expect(html.match(/(?<=<a href=")[^"]+(?=">(?:other|down|query))/g)).toEqual([
      '/runbooks/HighCPUUsage',
      '#meaning',
      'http://p/graph',
    ]);
  });

  it('leads to the alerts that its text names, but not from code, links or itself', async () => {
    const text = 'See High_CPU, (**Amp**) &amp; <b>. Amps `High_CPU` [High_CPU *Amp*](http://x/) http://x/Amp A';
    const console = await startConsole();
    console.write(file, `# R\n\nFirst Amp.\n\n${section('A', text)}${section('High_CPU')}${section('Amp')}`);
    const [, { html }] = (await console.ask('/api/v1/runbooks/A')) as [number, { html: string }];
    expect(html).toContain(
      `<p>See <a href="/runbooks/High_CPU">High_CPU</a>, (<strong><a href="/runbooks/Amp">Amp</a></strong>) &amp; &#60;b&#62;. Amps <code>High_CPU</code> <a href="http://x/">High_CPU <em>Amp</em></a> <a href="http://x/Amp">http://x/Amp</a> A</p>`,
    );
    expect((await list(console)).introduction).toContain('<p>First <a href="/runbooks/Amp">Amp</a>.</p>');
  });

  it('that does not exist is answered 404 with the nearest', async () => {
    const { write, ask } = await startConsole();
    write(file, ['DeepSeekAPIDown', 'PerplexityAPIDown', 'HighDiskUsage'].map((alert) => section(alert)).join(''));
    expect(await ask('/api/v1/runbooks/DeepseekApiDwn%3Cscript%3E')).toEqual([
      404,
      {
        error: { message: 'No alert has the name DeepseekApiDwn<script>.' },
        nearest: ['DeepSeekAPIDown'],
      },
    ]);
    expect(await ask('/api/v1/runbooks/zzzzzz')).toMatchObject([404, { nearest: [] }]);
  });

  it('has an address that answers 200 while its file has it, read again with every change', async () => {
    const { write, request, stateDir } = await startConsole();
    const statusOf = async (path: string) => (await request(path)).status;
    expect(await statusOf('/runbooks/A')).toBe(404);
    write(file, section('A'));
    expect(await statusOf('/runbooks/A')).toBe(200);
    write(file, section('B', 'Now with another name.'));
    expect([await statusOf('/runbooks/A'), await statusOf('/runbooks/B')]).toEqual([404, 200]);
    rmSync(join(stateDir, 'monitoring', file));
    expect([await statusOf('/runbooks/B'), await statusOf('/runbooks')]).toEqual([404, 200]);
  });
});

describe('the list of runbooks', () => {
  it('has what the file says before them, and every alert', async () => {
    const console = await startConsole();
    expect(await list(console)).toEqual({ introduction: '', alerts: [] });
    const text = `<!-- generated -->\n\n# R\n\nHow to.\n\n## Contents\n\n- [A](#a)\n\n${section('A')}${section('B')}`;
    console.write(file, text);
    const { introduction, alerts } = await list(console);
    expect(introduction).toContain('<p>How to.</p>');
    expect(introduction).toContain('<li><a href="/runbooks/A">A</a></li>');
    // The page has its own heading.
    expect(introduction).not.toMatch(/<h1|generated/);
    expect(alerts).toEqual(['A', 'B']);
  });
});
