import { expect, test } from 'vitest';
import { greetingOf } from './greeting.ts';
import type { AuditAgentOptions } from './options.ts';

test('a terminal is told what is looked after, when an audit comes by itself, and where the reports are', () => {
  const options: Omit<AuditAgentOptions, 'logger'> = {
    root: '/projects/shop',
    stateDir: '/state',
    host: '127.0.0.1',
    port: 0,
    adminToken: 'token',
    schedule: '30 * * * *',
    timeZone: 'UTC',
    markers: { names: [], statuses: [] },
    ignore: [],
    audit: { command: ['npm', 'test'], timeoutMs: 1, reports: [], junit: [] },
    dropPoints: 5,
    rules: {},
  };
  const text = greetingOf(options, 'http://127.0.0.1:8002', new Date(2026, 5, 1, 12).getTime()).join('\n');
  expect(text).toContain('/projects/shop');
  expect(text).toMatch(/30 \* \* \* \* \(UTC\), next 2026-06-01 12:[03]0/);
  expect(text).toContain('by npm test');
  expect(text).toContain('http://127.0.0.1:8002/ and /state/reports');
  const { command: _, ...audit } = options.audit;
  expect(greetingOf({ ...options, audit }, '', 0).join('\n')).toContain('audit_agent.coverage.command');
});
