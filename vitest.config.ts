import { createRequire } from 'node:module';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Whole systems take longest and wait most, so they begin first and the rest fills what they leave idle. */
const order = ['systems', 'browser', 'pages', 'units'];

class SystemsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ project }: TestSpecification) => order.indexOf(project.name);
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  ssr: { resolve: { conditions: ['switchgear-source'] } },
  resolve: {
    conditions: ['switchgear-source'],
    // Its ES modules import others by names that only a bundler finds; this is the same code for Node.js.
    alias: { '@grafana/data': createRequire(import.meta.url).resolve('@grafana/data') },
  },
  test: {
    pool: 'forks',
    execArgv: ['--conditions=switchgear-source'],
    // Most of them wait for other processes.
    maxWorkers: 4,
    sequence: { sequencer: SystemsFirst },
    testTimeout: 20_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'units',
          include: ['{packages,apps}/*/src/**/*.test.ts', 'tests/{architecture,prove}/**/*.test.ts'],
          // Nothing of ours is global; modules are loaded once instead of once per file, a quarter of the time.
          isolate: false,
          globalSetup: 'tools/pytest.ts',
        },
      },
      {
        extends: true,
        test: {
          name: 'systems',
          include: ['tests/{e2e,load}/**/*.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'pages',
          include: ['apps/*/web/**/*.test.ts'],
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          globalSetup: 'tests/browser/support/running.ts',
          testTimeout: 60_000,
          expect: { poll: { timeout: 15_000 } },
        },
      },
    ],
  },
});
