import { defineConfig } from 'vitest/config';

const inBrowser = 'tests/browser/**/*.test.ts';

export default defineConfig({
  ssr: { resolve: { conditions: ['switchgear-source'] } },
  resolve: { conditions: ['switchgear-source'] },
  test: {
    pool: 'forks',
    execArgv: ['--conditions=switchgear-source'],
    maxWorkers: 2,
    // Its modules import others by names that only a bundler finds.
    server: { deps: { inline: [/@grafana\/data/] } },
    testTimeout: 20_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'units',
          include: [
            'packages/*/src/**/*.test.ts',
            'apps/*/{src,web}/**/*.test.ts',
            'tests/**/*.test.ts',
            'tools/*.test.ts',
          ],
          exclude: [inBrowser],
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: [inBrowser],
          globalSetup: 'tests/browser/support/running.ts',
          // They share one platform and one screen, and begin when the others have ended and it has a history.
          fileParallelism: false,
          sequence: { groupOrder: 1 },
          testTimeout: 60_000,
          expect: { poll: { timeout: 15_000 } },
        },
      },
    ],
  },
});
