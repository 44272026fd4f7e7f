import { createRequire } from 'node:module';
import { defineConfig } from 'vitest/config';

const inBrowser = 'tests/browser/**/*.test.ts';

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
    testTimeout: 20_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'units',
          include: ['packages/*/src/**/*.test.ts', 'apps/*/src/**/*.test.ts', 'tests/**/*.test.ts', 'tools/*.test.ts'],
          exclude: [inBrowser],
          globalSetup: 'tools/pytest.ts',
        },
      },
      {
        extends: true,
        test: {
          name: 'pages',
          include: ['apps/*/web/**/*.test.ts'],
          // Pure logic over a large library, which is loaded once instead of once per file.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: [inBrowser],
          globalSetup: 'tests/browser/support/running.ts',
          testTimeout: 60_000,
          expect: { poll: { timeout: 15_000 } },
        },
      },
    ],
  },
});
