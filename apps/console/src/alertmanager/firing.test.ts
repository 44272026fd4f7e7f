import { describe, expect, it } from 'vitest';
import { fakeAlertmanager } from '../testing/fake-alertmanager.ts';
import { startConsole } from '../testing/start.ts';

const now = () => Date.UTC(2026, 0, 1, 12);
const alert = (labels: object, startsAt: string, silencedBy: string[] = []) => ({
  labels,
  startsAt,
  status: { state: 'active', silencedBy },
});

async function homeWith(alerts: object[]): Promise<string> {
  const alertmanagerApi = await fakeAlertmanager((request, response) => {
    expect(request.url).toBe('/api/v2/alerts?active=true');
    response.end(JSON.stringify(alerts));
  });
  return (await startConsole({ alertmanagerApi, now })).page('/');
}

describe('what fires now', () => {
  it('is on the first page, the gravest and newest first, with its subject, age and runbook', async () => {
    const text = await homeWith([
      alert({ alertname: 'Odd', severity: 'x<y' }, '2026-01-01T11:59:20Z'),
      alert({ alertname: 'Slow', severity: 'warning', api: 'deepseek' }, '2026-01-01T09:00:00+00:00', ['1']),
      alert({ alertname: 'Old', severity: 'critical', instance: 'a:1' }, '2025-12-30T12:00:00Z'),
      alert({ alertname: 'A&B', severity: 'critical', provider: 'perplexity' }, '2026-01-01T12:57:00.000+01:00'),
    ]);
    const items = text.match(/(?<=<li><a href="\/runbooks\/)[^\n]+\n[^<]*<time[^>]*>[^<]+<\/time>[^<]*/g);
    expect(items?.map((item) => item.replaceAll(/<time[^>]*>|<\/time>/g, ''))).toEqual([
      'A%26B"><b>A&#38;B</b></a> critical perplexity\nsince 2026-01-01 11:57:00 UTC (3 min ago)',
      'Old"><b>Old</b></a> critical a:1\nsince 2025-12-30 12:00:00 UTC (2 d ago)',
      'Slow"><b>Slow</b></a> warning deepseek\nsince 2026-01-01 09:00:00 UTC (3 h ago), silenced',
      'Odd"><b>Odd</b></a> x&#60;y \nsince 2026-01-01 11:59:20 UTC (40 s ago)',
    ]);
  });

  it('is nothing when only the heartbeat does', async () => {
    const text = await homeWith([alert({ alertname: 'Watchdog', severity: 'none' }, '2026-01-01T00:00:00Z')]);
    expect(text).toMatch(/<h2>Firing now<\/h2>\s*<p>None fires\.<\/p>\s*<h2>Dashboards/);
  });

  it('is not known when Alertmanager does not answer, or something else does', async () => {
    const { page } = await startConsole({ alertmanagerApi: 'http://127.0.0.1:9' });
    expect(await page('/')).toMatch(/Not known: Alertmanager does not answer at .*npx switchgear status/);
    expect(await homeWith({} as object[])).toContain('Not known: Alertmanager at');
  });

  it('is kept up to date by the first page, and no other loads itself again', async () => {
    const { page } = await startConsole();
    expect(await page('/')).toContain('<meta http-equiv="refresh" content="10">');
    expect(await page('/inbox')).not.toContain('http-equiv');
  });
});
