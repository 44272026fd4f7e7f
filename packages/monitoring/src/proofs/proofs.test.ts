import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findBinaries } from '@switchgear/stack';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { lookUp } from '../lint/queries.ts';
import { seconds } from '../promql/windows.ts';
import { ruleFiles } from '../rules/files.ts';
import { committedSetup } from '../setup.ts';
import type { History } from './history.ts';
import { ruleKeys } from './keys.ts';
import { promtoolTests } from './promtool-tests.ts';
import { proofs } from './proofs.ts';
import { inParallel, runTests } from './run-promtool.ts';
import { windowRules } from './windows.ts';

const shipped = ruleFiles(committedSetup);
const files = [...shipped, windowRules];
const keys = ruleKeys(files);
const tests = promtoolTests(files);

it('proves every rule, and nothing else', () => {
  expect(Object.keys(proofs).toSorted()).toEqual([...keys.values()].toSorted());
});

describe.each(
  [...ruleKeys(shipped)].flatMap(([rule, key]) => ('alert' in rule && key !== 'Watchdog' ? [{ rule, key }] : [])),
)('$key', ({ rule, key }) => {
  const histories = (proofs[key] ?? []) as readonly History[];
  const firings = histories.flatMap(({ fires = [] }) => fires);

  it('is shown to fire after silence, to end, and to stay silent', () => {
    expect(firings.some(({ from }) => seconds(from) > 0)).toBe(true);
    expect(firings.some(({ until }) => until !== undefined)).toBe(true);
    expect(histories.some(({ fires = [] }) => fires.length === 0)).toBe(true);
  });

  it('is shown to describe what it found', () => {
    expect(firings.some(({ says }) => says !== undefined)).toBe(true);
  });

  if (seconds(rule.for ?? '0s') >= 600) {
    it('is shown to outlive failed scrapes', () => {
      expect(histories.some(({ gaps = [], fires = [] }) => gaps.length > 0 && fires.length > 0)).toBe(true);
    });
  }
});

it('knows only series that programs emit', () => {
  const recorded = [...keys.values()];
  const wrong = Object.values(proofs)
    .flatMap((histories) => histories.flatMap(({ series }) => series))
    .filter(({ name, labels }) => {
      const known = ['job', 'instance', 'component', ...(lookUp(name)?.labels ?? [])];
      return !recorded.includes(name) && Object.keys(labels).some((label) => !known.includes(label));
    });
  expect(wrong).toEqual([]);
});

describe('promtool', () => {
  let folder = '';
  const outputs = new Map<string, string>();
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'switchgear-proofs-'));
    const rules = files.map(({ path, groups }) => ({ path, text: stringify({ groups }, { lineWidth: 0 }) }));
    for (const { path, text } of [...rules, ...tests]) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const { promtool } = await findBinaries();
    await inParallel(tests, async ({ path }) => {
      const { passed, output } = await runTests(promtool, join(folder, path));
      outputs.set(path, passed ? 'passed' : output);
    });
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(tests.map(({ path }) => path))('passes %s', (path) => {
    expect(outputs.get(path)).toBe('passed');
  });
});
