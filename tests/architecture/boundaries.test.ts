import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { checkBoundaries, findViolations } from '../../tools/boundaries/check.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

describe('boundaries', () => {
  it('hold in the repository', async () => {
    expect(await checkBoundaries(root)).toEqual([]);
  });

  it.each([
    ['a foreign workspace', 'packages/breaker/src/x.ts', `import { loadConfig } from '@switchgear/config';`],
    ['a package in the library without dependencies', 'packages/breaker/src/x.ts', `import pino from 'pino';`],
    ['a type from a foreign workspace', 'apps/sandbox/src/x.ts', `import type { Config } from '@switchgear/config';`],
    ['a re-export from a foreign workspace', 'apps/sandbox/src/x.ts', `export { a } from '@switchgear/config';`],
    ['a dynamic import of a foreign workspace', 'apps/sandbox/src/x.ts', `await import('@switchgear/config');`],
    ['the inside of a workspace', 'apps/gateway/src/http/x.ts', `import '@switchgear/breaker/src/breaker.ts';`],
    ['another workspace by path', 'apps/cli/src/x.ts', `import '../../gateway/src/main.ts';`],
    ['the proxy from the keys', 'apps/gateway/src/keys/x.ts', `import '../proxy/proxy.ts';`],
    ['the upstream from the keys', 'apps/gateway/src/keys/x.ts', `import '../upstream/types.ts';`],
    ['the application from the proxy', 'apps/gateway/src/proxy/x.ts', `import '../app.ts';`],
    ['the configuration outside main', 'apps/gateway/src/http/x.ts', `import '@switchgear/config';`],
    ['Node.js in a browser', 'apps/console/web/x.tsx', `import { join } from 'node:path';`],
    ['a workspace in a browser', 'apps/console/web/x.ts', `import { loadConfig } from '@switchgear/service';`],
    ['the server in a browser', 'apps/console/web/a/x.ts', `import { a, type B } from '../../src/a.ts';`],
    ['a re-export of the server in a browser', 'apps/console/web/x.ts', `export { a } from '../src/a.ts';`],
    ["Grafana's pipeline beside its place", 'apps/console/web/home/x.ts', `import { dateTime } from '@grafana/data';`],
    ['anything in a workspace without a rule', 'apps/unknown/src/x.ts', `import 'zod';`],
  ])('refuse %s', (_, path, text) => {
    expect(findViolations([{ path, text }])).toHaveLength(1);
  });

  it.each([
    ['a permitted workspace', 'apps/gateway/src/main.ts', `import { loadConfig } from '@switchgear/config';`],
    ['a neighbour folder that the rule names', 'apps/gateway/src/http/x.ts', `import '../proxy/proxy.ts';`],
    [
      'the test kit of a workspace in a test',
      'apps/gateway/src/http/x.test.ts',
      `import '@switchgear/service/testing';`,
    ],
    [
      'types of the server in a browser',
      'apps/console/web/x.ts',
      `import type { A } from '../src/a.ts';export type { A } from '../src/a.ts';`,
    ],
    ["Grafana's pipeline in its place", 'apps/console/web/grafana/x.ts', `import { dateTime } from '@grafana/data';`],
    ['Node.js in a test of what a browser runs', 'apps/console/web/x.test.ts', `import 'node:fs';`],
    ['a test library in a test', 'packages/breaker/src/x.test.ts', `import { it } from 'vitest';`],
  ])('permit %s', (_, path, text) => {
    expect(findViolations([{ path, text }])).toEqual([]);
  });
});
