import { Readable } from 'node:stream';
import type { CheckResult } from './check.ts';
import { createScrubber } from './redact.ts';
import type { Service } from './service.ts';

/** Answer of /health or /ready. */
export interface ProbeReport {
  readonly ok: boolean;
  readonly failing: readonly string[];
  readonly checks: readonly CheckResult[];
}

/** Reasons come from foreign errors, which may quote a credential. */
const scrub = createScrubber();

export function summarize(checks: readonly CheckResult[]): ProbeReport {
  const failing = checks.filter((check) => !check.ok).map((check) => check.name);
  return { ok: failing.length === 0, failing, checks };
}

/** Mounts GET /health, /ready and /metrics. */
export function mountProbes({ app, name, registry, checkHealth, checkReadiness }: Service): void {
  const mount = (path: string, ask: () => Promise<ProbeReport>, good: string, bad: string) =>
    app.get(path, async (_request, reply) => {
      const report = await ask();
      return reply.code(report.ok ? 200 : 503).send(body(name, report, report.ok ? good : bad));
    });
  mount('/health', checkHealth, 'ok', 'failing');
  mount('/ready', checkReadiness, 'ready', 'not_ready');
  app.get('/metrics', (_request, reply) => reply.type(registry.contentType).send(Readable.from(registry.expose())));
}

function body(service: string, report: ProbeReport, status: string): object {
  return {
    status,
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
