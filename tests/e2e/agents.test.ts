import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { ExampleProject } from '../support/example-project.ts';
import { Platform } from '../support/platform.ts';

/** TestWatcher and AuditAgent on a project, as somebody who works on it meets them. */
let project: ExampleProject;
let platform: Platform;

vi.setConfig({ testTimeout: 90_000 });

beforeAll(async () => {
  project = new ExampleProject();
});

afterAll(async () => {
  project.dispose();
});

describe('npm start', () => {
  beforeAll(async () => {
    const { path } = project;
    const coverage = { command: project.coverageCommand, junit: ['coverage/junit.xml'] };
    const settings = { test_watcher: { path }, audit_agent: { path, coverage } };
    platform = await Platform.start({ agents: true, settings });
  }, 120_000);
  afterAll(async () => {
    await platform.dispose();
  });

  const firstMinute = { withinMs: 60_000 };
  const series = (query: string) => platform.prometheus.value(query);

  it('tests and audits the project from the first minute', async () => {
    await eventually(async () => {
      expect(await series('test_watcher_tests_run_total{status="pass"}')).toBeGreaterThan(0);
      expect(await series('audit_agent_coverage_percent')).toBeGreaterThan(90);
      expect(await series('audit_agent_runs_total{trigger="scheduled"}')).toBe(1);
      expect(await series('increase(audit_agent_runs_total{trigger="scheduled"}[5m])')).toBeGreaterThan(0);
    }, firstMinute);
  });

  it('shows a saved change that breaks a test in the log, the metrics and the rerun of what was mended', async () => {
    project.replace('src/discount.ts', 'WELCOME: 10', 'WELCOME: 11');
    await eventually(() =>
      expect(platform.log('test-watcher')).toContain('test/cart.test.ts > a code makes it cheaper'),
    );
    await eventually(async () => {
      expect(await series('test_watcher_tests_run_total{status="fail"}')).toBe(1);
      expect(await series('test_watcher_files_processed_total')).toBe(1);
      expect(await series('test_watcher_changed_files_current')).toBe(0);
    });
    expect(await (await fetch(`${platform.consoleUrl}/test-watcher/api/v1/status`)).json()).toMatchObject({
      root: project.path,
      last_run: { status: 'fail' },
      failing: 2,
      first_failing: [{ file: 'test/cart.test.ts', name: 'a code makes it cheaper' }, expect.anything()],
    });
    const { output } = await platform.switchgear(['status']);
    expect(output).toMatch(/Tests: 2 fail; last run .*\n {2}✗ test\/cart\.test\.ts {2}a code makes it cheaper\n/);
    expect(output).toMatch(/^Coverage: \d+\.\d %; audited \d+ s ago$/m);
    project.replace('src/discount.ts', 'WELCOME: 11', 'WELCOME: 10');
    await eventually(() =>
      expect(platform.log('test-watcher').match(/src\/discount\.ts: pass, 8 passed/g)).toHaveLength(1),
    );
  });

  it('shows the newest report through the console', async () => {
    const report = await fetch(`${platform.consoleUrl}/audit-agent/reports/latest.html`);
    expect([report.status, await report.text()]).toEqual([200, expect.stringContaining('Audit of ')]);
  });

  it('finds a completion marker, a milestone in a commit and a request, and says so in the reports', async () => {
    project.write('PHASE_1.md', '# Done\n');
    project.commit('Reach the first milestone');
    const requested = await platform.switchgear(['audit', '--request', 'before the release']);
    expect(requested.output).toContain('audits now');
    await eventually(async () => {
      const { audits } = (await agent('/api/v1/audits')) as { audits: { id: string }[] };
      const reports = await Promise.all(
        audits.map(
          async ({ id }) => (await agent(`/reports/${id}.json`)) as { audit: { reasons: { text: string }[] } },
        ),
      );
      const texts = reports.flatMap(({ audit }) => audit.reasons.map(({ text }) => text));
      expect(texts.join('\n')).toMatch(/PHASE_1\.md/);
      expect(texts.join('\n')).toMatch(/milestone/);
      expect(texts).toContain('before the release');
    });
    await eventually(async () => {
      expect(await series('audit_agent_completion_markers_found_total')).toBe(1);
      expect(await series('audit_agent_git_commits_detected_total')).toBe(1);
    });
  });

  it('lets no second watcher onto the tree, and says who has it', async () => {
    const second = await platform.switchgear(['watch', project.path, '--once']);
    expect(second.status).toBe(2);
    expect(second.output).toMatch(/is already watched by process \d+ at http:\/\/127\.0\.0\.1:\d+/);
  });

  async function agent(path: string): Promise<unknown> {
    return (await fetch(`http://127.0.0.1:${platform.ports.audit_agent}${path}`)).json();
  }
});

describe('without npm start', () => {
  beforeAll(async () => {
    platform = await Platform.prepare();
  });
  afterAll(async () => {
    await platform.dispose();
  });

  it('switchgear watch --once tells the truth by its exit status and in JUnit XML', async () => {
    const junit = join(platform.folder, 'junit.xml');
    const once = () => platform.switchgear(['watch', project.path, '--once', '--junit', junit]);
    expect((await once()).status).toBe(0);
    expect(readFileSync(junit, 'utf8')).toContain('tests="12" failures="0"');
    project.replace('test/products.ts', 'price: 350', 'price: 351');
    const failed = await once();
    expect([failed.status, failed.output]).toEqual([1, expect.stringContaining('test/cart.test.ts')]);
    expect((await once()).output, 'what failed before still counts').toContain('still fail');
    project.replace('test/products.ts', 'price: 351', 'price: 350');
    expect((await once()).status).toBe(0);
    project.write('vitest.config.ts', 'export default {{{');
    const broken = await once();
    expect([broken.status, broken.output]).toEqual([2, expect.stringContaining('configuration')]);
    project.git('checkout', '--', 'vitest.config.ts');
    expect((await once()).status).toBe(0);
  });

  it('switchgear audit --gate judges coverage, and does not pass what it cannot judge', async () => {
    const gate = () => platform.switchgear(['audit', project.path, '--gate']);
    const without = await gate();
    expect([without.status, without.output]).toEqual([2, expect.stringContaining('could not be judged')]);
  });

  it('ends where there is nothing that could run tests', async () => {
    const { status, output } = await platform.switchgear(['watch', platform.folder, '--once']);
    expect([status, output]).toEqual([2, expect.stringContaining('No runner of tests is known')]);
  });

  it('refuses what cannot be meant together', async () => {
    const both = await platform.switchgear(['audit', '--gate', '--request', 'now']);
    expect([both.status, both.output]).toEqual([2, expect.stringContaining("cannot be used with option '--gate'")]);
    const other = await platform.switchgear(['audit', project.path, '--request', 'now']);
    expect([other.status, other.output]).toEqual([2, expect.stringContaining('has its own tree')]);
  });

  it('names what is wrong with a path', async () => {
    const watch = await platform.switchgear(['watch', join(project.path, 'nowhere')]);
    expect([watch.status, watch.output]).toEqual([
      1,
      expect.stringMatching(/nowhere is no folder; set test_watcher\.path/),
    ]);
    const audit = await platform.switchgear(['audit', join(project.path, 'nowhere'), '--gate']);
    expect([audit.status, audit.output]).toEqual([
      2,
      expect.stringMatching(/nowhere is no folder; set audit_agent\.path/),
    ]);
    expect(existsSync(join(project.path, 'nowhere'))).toBe(false);
  });
});
