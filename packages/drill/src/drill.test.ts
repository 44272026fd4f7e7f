import { findBinaries } from '@switchgear/stack';
import { expect, test } from 'vitest';
import { runDrill } from './drill.ts';
import { renderReport } from './report/render.ts';
import { drillPassed } from './report/report.ts';
import { startConsole } from './testing/console.ts';

test('every alert fires in its world, arrives in its channel and resolves, and the healthy world is silent', async () => {
  const report = await runDrill({ links: await startConsole(), binaries: await findBinaries() });
  const text = renderReport(report);
  expect(text).toMatch(/41 of 41 alerts of the brief fired, were delivered and resolved$/);
  expect(text).not.toContain('✗');
  expect(drillPassed(report)).toBe(true);
}, 120_000);
