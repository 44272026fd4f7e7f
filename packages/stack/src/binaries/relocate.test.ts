import { expect, test } from 'vitest';
import { relocate } from './relocate.ts';

const templates = '/usr/share/prometheus/alertmanager';

test('the folder of the templates becomes the working folder, and nothing moves', () => {
  const bytes = Buffer.from(`before${templates}123after`);
  expect(relocate(bytes)).toBe(true);
  const text = bytes.toString();
  expect(text).toMatch(/^before\/proc\/self\/cwd(?:\/\.)+123after$/);
  expect(text).toHaveLength(`before${templates}123after`.length);
});

test('longer paths below the folder are left alone', () => {
  const bytes = Buffer.from(`${templates}/ui/`);
  expect(relocate(bytes)).toBe(false);
  expect(bytes.toString()).toBe(`${templates}/ui/`);
});
