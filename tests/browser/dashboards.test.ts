import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { worlds } from '@switchgear/drill';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open } from './support/browser.ts';
import { hueOf, red } from './support/colours.ts';
import { startWorld, type WorldConsole } from './support/world.ts';

/** For 20 minutes no key of either provider has been closed. */
let world: WorldConsole;

beforeAll(async () => {
  const outage = worlds.find(({ name }) => name === 'outage');
  if (outage === undefined) throw new Error('the drill has no world called outage');
  world = await startWorld(outage);
});

afterAll(() => world.dispose());

const view = (uid: string, more = '') =>
  open(`/d/${uid}?from=${world.now - 900_000}&to=${world.now}&refresh=${more}`, {
    base: world.url,
    context: { colorScheme: 'dark', viewport: { width: 1280, height: 3000 } },
  });

const panel = (page: Page, name: string) => page.getByRole('region', { name, exact: true }).first();

/** What Prometheus itself answers at the end of the view. */
const answer = async (expr: string) => {
  const samples = await world.prometheus.queryAt(expr, world.now / 1000);
  return samples.map(({ labels, value }) => ({ labels, value }));
};

const open2 = 'max by (provider, key_id) (circuit_breaker_state) == bool 2';

describe('a dashboard shows what Prometheus answers', () => {
  it('as numbers with their unit and the colour of their threshold', async () => {
    const page = await view('circuit-breaker');
    for (const { labels, value } of await answer(`sum by (provider) (${open2})`)) {
      const item = panel(page, 'Keys Open')
        .getByRole('listitem')
        .filter({ hasText: labels['provider'] ?? '' });
      await expect.poll(() => item.textContent()).toBe(`${labels['provider']}${value}`);
    }
    for (const { labels, value } of await answer(`avg by (provider) (${open2})`)) {
      const item = panel(page, 'Share of Keys Open')
        .getByRole('listitem')
        .filter({ hasText: labels['provider'] ?? '' });
      await expect.poll(() => item.textContent()).toBe(`${labels['provider']}${value * 100}%`);
      expect(value).toBeGreaterThanOrEqual(0.5);
      expect(await hueOf(item.getByText(`${value * 100}`))).toBeCloseTo(red, -1);
    }
  });

  it('as a gauge between its ends', async () => {
    const page = await view('system-health');
    const [sample] = await answer('max(system_cpu_percent)');
    const meter = panel(page, 'CPU Usage').getByRole('meter');
    await expect.poll(() => meter.getAttribute('aria-valuenow')).toBe(String(sample?.value));
    expect(await meter.getAttribute('aria-valuemax')).toBe('100');
    expect(await meter.getAttribute('aria-valuetext')).toMatch(new RegExp(`${sample?.value}(?:\\.0)?%`));
  });

  it('as curves whose legend has their last values', async () => {
    const page = await view('api-metrics');
    const expr = 'sum by (status) (rate(deepseek_api_calls_total[40s]))';
    const samples = await answer(expr);
    expect(samples.length).toBeGreaterThan(1);
    for (const { labels, value } of samples) {
      const series = panel(page, 'DeepSeek API Calls')
        .getByRole('listitem')
        .filter({ hasText: labels['status'] ?? '' });
      await expect.poll(() => series.textContent()).toMatch(/ req\/s$/);
      const shown = Number.parseFloat((await series.textContent())?.replace(labels['status'] ?? '', '') ?? '');
      expect(shown).toBeCloseTo(value, 2);
    }
  });

  it('as states over time, by the words and colours of their mappings', async () => {
    const page = await view('circuit-breaker');
    const timeline = panel(page, 'Circuit Breaker States by Key');
    const words = ['closed', 'half-open', 'open'];
    const label = () => timeline.getByRole('img').getAttribute('aria-label');
    for (const { labels, value } of await answer('max by (provider, key_id) (circuit_breaker_state)')) {
      await expect.poll(label).toContain(`${labels['provider']} ${labels['key_id']} ${words[value]}`);
    }
    const states = timeline.getByRole('list', { name: 'States' }).getByRole('listitem');
    expect(await states.allTextContents()).toEqual(['open']);
    expect(await hueOf(states.locator('*').first(), 'background-color')).toBeCloseTo(red, -1);
  });

  it('and the query behind a panel, filled in, with the result', async () => {
    const page = await view('circuit-breaker', '&inspect=2');
    const dialog = page.getByRole('dialog');
    await expect
      .poll(() => dialog.locator('code').first().textContent())
      .toBe(
        'sum by (provider) (max by (provider, key_id) (circuit_breaker_state{provider=~".*",key_id=~".*"}) == bool 2)',
      );
    await expect.poll(() => dialog.getByRole('row').count()).toBe(3);
  });
});

describe('the whole view is in the address', () => {
  it('with values of variables, on which others depend', async () => {
    const page = await view('circuit-breaker');
    await page.getByRole('button', { name: /^Provider: / }).click();
    await page
      .getByRole('option', { name: 'perplexity' })
      .or(page.getByRole('checkbox', { name: 'perplexity' }))
      .first()
      .click();
    await page.keyboard.press('Escape');
    await expect.poll(() => new URL(page.url()).searchParams.getAll('var-provider')).toEqual(['perplexity']);
    await expect.poll(() => panel(page, 'Keys Open').getByText('deepseek').count()).toBe(0);
    await page.getByRole('button', { name: /^Key: / }).click();
    await expect.poll(() => page.getByText('perplexity-1', { exact: true }).count()).toBeGreaterThan(0);
    expect(await page.getByText('deepseek-1', { exact: true }).count()).toBe(0);
  });

  it('with the time that a viewer drags over, and Back returns', async () => {
    const page = await view('circuit-breaker');
    const before = new URL(page.url()).searchParams.get('from');
    const box = await panel(page, 'API Request Rate').getByRole('img').boundingBox();
    if (box === null) throw new Error('the panel is not drawn');
    await page.mouse.move(box.x + box.width * 0.4, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.7, box.y + box.height / 2, { steps: 5 });
    await page.mouse.up();
    const range = () => {
      const { searchParams } = new URL(page.url());
      return Number(searchParams.get('to')) - Number(searchParams.get('from'));
    };
    await expect.poll(range).toBeLessThan(400_000);
    expect(range()).toBeGreaterThan(200_000);
    await page.goBack();
    await expect.poll(() => new URL(page.url()).searchParams.get('from')).toBe(before);
  });

  it('in the parameters of Grafana, for one panel too', async () => {
    const page = await view('circuit-breaker', '&var-provider=deepseek&viewPanel=panel-3');
    await expect.poll(() => panel(page, 'Share of Keys Open').getByText('100').count()).toBeGreaterThan(0);
    expect(await page.locator('[data-panel]').count()).toBe(1);
    expect(await panel(page, 'Share of Keys Open').getByText('perplexity').count()).toBe(0);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('[data-panel]').count()).toBeGreaterThan(5);
  });
});

describe('a dashboard file', () => {
  const write = (name: string, text: string) =>
    writeFileSync(join(world.stateDir, 'monitoring', 'grafana', 'dashboards', name), text);

  it('is exported as it stands in its file', async () => {
    const page = await view('system-health');
    await page.getByRole('button', { name: 'Share and export' }).click();
    const downloaded = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download JSON' }).click();
    const path = await (await downloaded).path();
    const file = join(world.stateDir, 'monitoring', 'grafana', 'dashboards', 'system-health.json');
    expect(readFileSync(path, 'utf8')).toBe(readFileSync(file, 'utf8'));
  });

  it('that is dropped into the folder appears, one that is broken says what is wrong, and what is hostile is text', async () => {
    const text =
      '# Title\n\n<script>fetch("http://evil.example")</script> [link](javascript:alert(1)) <img src=x onerror=alert(1)>';
    const gridPos = { x: 0, y: 0, w: 12, h: 8 };
    write('broken.json', '{"uid": "broken"');
    write(
      'own.json',
      JSON.stringify({
        uid: 'own',
        title: 'Own <b>board</b>',
        panels: [
          { id: 1, type: 'text', title: 'Words', gridPos, options: { mode: 'markdown', content: text } },
          { id: 2, type: 'heatmap', title: 'Heat <i>map</i>', gridPos: { ...gridPos, x: 12 } },
          {
            id: 3,
            type: 'stat',
            title: 'Broken query',
            gridPos: { ...gridPos, y: 8 },
            targets: [{ refId: 'A', expr: 'sum(' }],
          },
          {
            id: 4,
            type: 'stat',
            title: 'Sound query',
            gridPos: { ...gridPos, x: 12, y: 8 },
            targets: [{ refId: 'A', expr: 'vector(7)', instant: true }],
          },
        ],
      }),
    );
    const list = await open('/dashboards', { base: world.url });
    await expect.poll(() => list.getByText('broken.json').count()).toBeGreaterThan(0);
    await list.getByRole('link', { name: 'Own <b>board</b>' }).click();
    await list.close();
    const page = await open(`/d/own?from=${world.now - 900_000}&to=${world.now}`, {
      base: world.url,
      expectedErrors: /status of 400/,
    });
    await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).toBe('Own <b>board</b>');
    await expect.poll(() => panel(page, 'Words').getByRole('heading', { name: 'Title' }).count()).toBe(1);
    expect(await panel(page, 'Words').locator('script, img[onerror], a[href^="javascript"]').count()).toBe(0);
    await expect.poll(() => panel(page, 'Heat <i>map</i>').textContent()).toContain('heatmap');
    await expect.poll(() => panel(page, 'Broken query').getByRole('alert').textContent()).toContain('parse error');
    await expect.poll(() => panel(page, 'Sound query').textContent()).toContain('7');
  });
});
