import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { run } from '../support/command.ts';

const folder = mkdtempSync(join(tmpdir(), 'switchgear-drill-rules-'));
afterAll(() => rmSync(folder, { recursive: true }));

const drill = (...args: string[]) => run('npm', ['run', '--silent', 'drill', ...args], { timeoutMs: 120_000 });

it('npm run drill: every alert fires in its world, arrives in its channel and resolves, the healthy world is silent, and the result is kept', async () => {
  const config = join(folder, 'switchgear.yaml');
  writeFileSync(config, 'state_dir: state\n');
  const { status, output } = await drill('--', '--config', config);
  expect(output).toMatch(/41 of 41 alerts fired, were delivered and resolved\n$/);
  expect(output).not.toContain('✗');
  expect(status).toBe(0);
  const kept = JSON.parse(readFileSync(join(folder, 'state', 'drill', 'last.json'), 'utf8'));
  expect(kept.alerts.filter((alert: { is_of_service: boolean }) => alert.is_of_service)).toHaveLength(41);
  expect(kept.faults).toEqual([]);
}, 120_000);

it('a rule file that is not there, or is none, is refused with its name', async () => {
  const missing = await drill('--', '--rules', join(folder, 'missing.yml'));
  expect([missing.status, missing.output]).toEqual([2, expect.stringContaining('missing.yml cannot be read')]);
  const file = join(folder, 'empty.yml');
  writeFileSync(file, 'rules: []\n');
  const empty = await drill('--', '--rules', file);
  expect([empty.status, empty.output]).toEqual([1, expect.stringContaining('empty.yml: "groups:" is missing')]);
}, 120_000);
