/// <reference lib="dom" />
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { worlds } from '@switchgear/drill';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../support/command.ts';
import { open } from './support/browser.ts';
import { screenshotPath } from './support/screenshots.ts';
import { startWorld, type WorldConsole } from './support/world.ts';

interface Board {
  readonly uid: string;
  readonly panels: readonly { readonly type: string; readonly title: string; readonly description?: string }[];
}

const folder = join(root, 'monitoring', 'grafana', 'dashboards');
const boards = readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Board);

let world: WorldConsole;

beforeAll(async () => {
  const healthy = worlds.find(({ name }) => name === 'healthy');
  if (healthy === undefined) throw new Error('the drill has no world called healthy');
  world = await startWorld(healthy);
});

afterAll(() => world.dispose());

describe('in both themes', () => {
  it.each(boards.map(({ uid, panels }) => [uid, panels] as const))(
    'every panel of %s is drawn',
    async (uid, panels) => {
      const page = await open(`/d/${uid}?from=${world.now - 3_600_000}&to=${world.now}&refresh=`, {
        base: world.url,
        context: { colorScheme: 'dark', viewport: { width: 1280, height: 2600 } },
      });
      const wanted = panels.filter(({ type }) => type !== 'row');
      await expect.poll(() => page.locator('[data-panel]').count()).toBe(wanted.length);
      for (const other of ['Light', 'Dark']) {
        await expect.poll(() => page.locator('[data-panel][aria-busy=true]').count()).toBe(0);
        for (const { title, description = '' } of wanted) {
          const panel = page.getByRole('region', { name: title, exact: true }).first();
          await expect.poll(() => panel.locator('.body > *').count(), { message: title }).toBeGreaterThan(0);
          const text = await panel.textContent();
          expect(text, title).not.toMatch(/unsupported|not drawn/i);
          expect(await panel.getByRole('alert').count(), title).toBe(0);
          // What has no data must be one of those that say why they may have none.
          if (text?.includes('No data')) expect(description, title).toMatch(/\bempty\b/i);
        }
        expect(await page.getByRole('button', { name: /^Not drawn/ }).count()).toBe(0);
        const bottom = await page.locator('.grid').evaluate((grid) => grid.getBoundingClientRect().bottom);
        await page.screenshot({
          path: screenshotPath(`${uid}-${other === 'Light' ? 'dark' : 'light'}`),
          clip: { x: 0, y: 0, width: 1280, height: Math.ceil(bottom) + 16 },
        });
        await page.getByRole('button', { name: other, exact: true }).click();
      }
    },
  );
});
