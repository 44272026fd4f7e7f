import { describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { open, platform } from './support/browser.ts';
import { askRange } from './support/prometheus.ts';

const encoded = encodeURIComponent;

describe('explore', () => {
  it('shows in its table each value exactly as Prometheus answers it', async () => {
    const expr = 'circuit_breaker_failure_threshold / 3';
    const page = await open(`/explore?expr=${encoded(expr)}&tab=table`);
    const samples = await platform.prometheus.query(expr);
    const rows = page.getByRole('table').locator('tbody tr[aria-rowindex]');
    await expect.poll(() => rows.count()).toBe(samples.length);
    const shown = await rows.evaluateAll((all) => all.map((row) => row.textContent ?? ''));
    for (const { labels, value } of samples) {
      const row = shown.find((text) => text.includes(`key_id="${labels['key_id']}"`));
      expect(row).toMatch(new RegExp(`${String(value).replace('.', '\\.')}$`));
    }
  });

  it('draws the series that Prometheus answers, each with its last value', async () => {
    const expr = 'sum by (provider) (circuit_breaker_failure_threshold)';
    const to = Date.now() - 10_000;
    const page = await open(`/explore?expr=${encoded(expr)}&from=${to - 120_000}&to=${to}&tab=graph`);
    const series = await askRange(platform.prometheus, expr, to - 120_000, to, 10);
    const legend = page.getByRole('button', { name: /^\{provider=/ });
    await expect.poll(() => legend.count()).toBe(series.length);
    for (const { labels, values } of series) {
      const row = page.getByRole('row', { name: new RegExp(`provider="${labels['provider']}"`) });
      await expect.poll(() => row.textContent()).toContain(String(values.at(-1)));
    }
  });

  it('completes names of metrics from the server, runs with Ctrl+Enter, and lets Tab leave the field', async () => {
    const page = await open('/explore');
    const field = page.getByRole('textbox', { name: 'Query 1 in PromQL' });
    await field.click();
    await field.pressSequentially('circuit_breaker_fail');
    const option = page.getByRole('option', { name: /circuit_breaker_failure_threshold/ });
    // The editor takes no choice within the first moment of a list, in which nobody can have read it.
    await eventually(async () => {
      if (await option.isVisible()) await option.click();
      expect(await field.textContent()).toBe('circuit_breaker_failure_threshold');
    });
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => new URL(page.url()).searchParams.get('expr')).toBe('circuit_breaker_failure_threshold');
    await page.keyboard.press('Tab');
    expect(await field.evaluate((element) => element.matches(':focus'))).toBe(false);
  });

  it("tells a fault in Prometheus' words, and marks its place", async () => {
    const page = await open(`/explore?expr=${encoded('sum(up) by by')}`, { expectedErrors: /status of 400/ });
    await expect.poll(() => page.getByRole('alert').textContent()).toMatch(/parse error: unexpected <by>/);
    await expect.poll(() => page.locator('.place mark').textContent()).toBe('by');
  });

  it('takes a hostile label for text', async () => {
    const expr = `label_replace(vector(1), "x", "<img src=x onerror=alert(1)>", "", "")`;
    const page = await open(`/explore?expr=${encoded(expr)}&tab=table`);
    await expect.poll(() => page.getByRole('table').textContent()).toContain('<img src=x onerror=alert(1)>');
    expect(await page.locator('img').count()).toBe(0);
  });

  it('keeps a percent sign in a query', async () => {
    const expr = 'vector(7 % 4) and on () label_replace(vector(1), "x", "%2B", "", "")';
    const page = await open(`/explore?expr=${encoded(expr)}&tab=table`);
    await expect.poll(() => page.getByRole('heading', { level: 2, name: expr }).count()).toBe(1);
    await expect.poll(() => page.getByRole('table').textContent()).toContain('3');
  });

  it('cancels a query at Prometheus when its viewer leaves', async () => {
    const page = await open('/explore');
    // Answers that take their time are held up on their way to the page, never in Prometheus.
    const asked = page.waitForRequest(/query_range/);
    await page.route(/query_range/, () => undefined);
    await page.goto(`/explore?expr=${encoded('up')}`);
    const request = await asked;
    const gone = page.waitForEvent('requestfailed', (failed) => failed === request);
    await page.getByRole('link', { name: 'Home' }).click();
    expect((await gone).failure()?.errorText).toMatch(/ABORTED/);
  });
});

describe('targets', () => {
  it('shows every target of Prometheus with its health', async () => {
    const page = await open('/targets');
    const up = await platform.prometheus.query('up');
    await expect.poll(() => page.getByText(`${up.length} of ${up.length} are up`).count()).toBe(1);
    for (const { labels } of up) {
      const row = page.getByRole('row').filter({ hasText: `http://${labels['instance']}/metrics` });
      expect(await row.textContent()).toMatch(/Up/);
    }
  });

  it('shows the groups of rules and how long each took', async () => {
    const page = await open('/targets');
    for (const group of ['api', 'meta', 'slo', 'system', 'circuit_breaker']) {
      const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: group, exact: true }) });
      await expect.poll(() => row.first().textContent()).toMatch(/\d+(?:\.\d+)? m?s/);
    }
  });
});
