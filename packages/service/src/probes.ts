import { Readable } from 'node:stream';
import type { Registry } from '@switchgear/telemetry';
import type { FastifyInstance } from 'fastify';
import type { CheckResult } from './check.ts';
import { createScrubber } from './redact.ts';

/** Answer of /health or /ready. */
export interface ProbeReport {
  readonly ok: boolean;
  /** Names of the checks that failed. */
  readonly failing: readonly string[];
  readonly checks: readonly CheckResult[];
}

/** What the three routes need. */
export interface ProbeOptions {
  readonly name: string;
  readonly registry: Registry;
  health(): Promise<ProbeReport>;
  ready(): Promise<ProbeReport>;
}

/** Reasons come from foreign errors, which may quote a credential. */
const scrub = createScrubber();

/** Sums up check results. */
export function summarize(checks: readonly CheckResult[]): ProbeReport {
  const failing = checks.filter((check) => !check.ok).map((check) => check.name);
  return { ok: failing.length === 0, failing, checks };
}

/** Mounts GET /health, /ready and /metrics. */
export function mountProbes(app: FastifyInstance, options: ProbeOptions): void {
  const { name, registry } = options;
  app.get('/health', async (_request, reply) => {
    const report = await options.health();
    return reply.code(report.ok ? 200 : 503).send(body(name, report, 'ok', 'failing'));
  });
  app.get('/ready', async (_request, reply) => {
    const report = await options.ready();
    return reply.code(report.ok ? 200 : 503).send(body(name, report, 'ready', 'not_ready'));
  });
  app.get('/metrics', (_request, reply) => reply.type(registry.contentType).send(Readable.from(registry.expose())));
}

function body(service: string, report: ProbeReport, good: string, bad: string): object {
  return {
    status: report.ok ? good : bad,
    service,
    uptime_seconds: Math.round(process.uptime() * 1000) / 1000,
    failing: report.failing,
    checks: report.checks.map(({ name, ok, durationMs, reason }) => ({
      name,
      status: ok ? 'pass' : 'fail',
      duration_ms: Math.round(durationMs * 1000) / 1000,
      ...(reason === undefined ? {} : { reason: scrub(reason) }),
    })),
  };
}
