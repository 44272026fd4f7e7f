/// <reference lib="dom" />
import { describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { open, platform } from './support/browser.ts';

const region = (page: Awaited<ReturnType<typeof open>>, name: string) =>
  page.getByRole('region', { name, exact: true }).first();

describe('a dashboard of the running system', () => {
  it('shows what its Prometheus answers for the same time', async () => {
    const { to, threads } = await eventually(async () => {
      const to = Math.floor(Date.now() / 10_000) * 10_000 - 10_000;
      const threads = await platform.prometheus.queryAt('process_threads{component!=""}', to / 1000);
      if (threads.length < 2) throw new Error('Prometheus has scraped too little');
      return { to, threads };
    });
    const page = await open(`/d/system-health?from=${to - 60_000}&to=${to}&refresh=`, {
      context: { viewport: { width: 1280, height: 2000 } },
    });
    for (const { labels, value } of threads) {
      const name = `${labels['component']} ${labels['instance']}`;
      const series = region(page, 'Process Threads').getByRole('listitem').filter({ hasText: name });
      await expect.poll(() => series.textContent()).toBe(`${name}${value}`);
    }
    const [cpu] = await platform.prometheus.queryAt('max(system_cpu_percent)', to / 1000);
    const meter = region(page, 'CPU Usage').getByRole('meter');
    await expect.poll(async () => Number(await meter.getAttribute('aria-valuenow'))).toBeCloseTo(cpu?.value ?? -1, 5);
    expect(await meter.getAttribute('aria-valuetext')).toContain(`${cpu?.value.toFixed(1)}%`);
  });
});

describe('a Prometheus that does not answer', () => {
  it('is named with the time that it has been silent, and keeps no other page from opening', async () => {
    const page = await open('/');
    await page.getByRole('region', { name: 'Callers' }).getByRole('row').first().waitFor();
    await page.route('**/prometheus/**', () => undefined);
    await page.getByRole('link', { name: 'Circuit Breaker' }).click();
    const note = page.getByRole('complementary', { name: 'Waiting' });
    await expect.poll(() => note.textContent()).toMatch(/Prometheus has not answered for \d+ s/);
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Inbox' }).click();
    await page.getByRole('heading', { level: 1, name: 'Inbox' }).waitFor();
    await expect.poll(() => note.count()).toBe(0);
  });
});

describe('the keyboard', () => {
  it('leads to pages, changes the theme and lists its shortcuts on every page', async () => {
    const page = await open('/', { context: { colorScheme: 'dark' } });
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('t');
    await page.keyboard.press('o');
    await expect.poll(() => page.evaluate(() => document.documentElement.dataset['theme'])).toBe('light');
    await page.keyboard.press('g');
    await page.keyboard.press('e');
    await page.waitForURL(/\/explore/);
    await page.keyboard.press('?');
    const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    expect(await help.getByRole('row').count()).toBeGreaterThan(10);
    await page.keyboard.press('Escape');
    await expect.poll(() => help.isVisible()).toBe(false);
  });

  it('writes into a field and nowhere else', async () => {
    const page = await open('/explore');
    const field = page.getByRole('textbox', { name: 'Query 1 in PromQL' });
    await field.click();
    await field.pressSequentially('to ge ?');
    expect(await field.textContent()).toBe('to ge ?');
    expect(new URL(page.url()).pathname).toBe('/explore');
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  it('refreshes a dashboard, shows one panel and returns', async () => {
    const page = await open('/d/circuit-breaker?refresh=');
    const panel = region(page, 'Keys Open');
    await panel.getByRole('listitem').first().waitFor();
    const asked = page.waitForRequest(/\/query\?/);
    await page.keyboard.press('d');
    await page.keyboard.press('r');
    await asked;
    await panel.hover();
    await page.keyboard.press('v');
    await expect.poll(() => new URL(page.url()).searchParams.get('viewPanel')).toMatch(/^panel-\d+$/);
    await page.keyboard.press('Escape');
    await expect.poll(() => new URL(page.url()).searchParams.get('viewPanel')).toBeNull();
  });
});
