import type { Service } from '@switchgear/service';
import type { Backend } from '../proxy/index.ts';
import { json, type Operation } from './openapi/document.ts';
import { array, count, object, oneOf, text } from './openapi/schemas.ts';
import type { Route } from './route.ts';

export interface FullHealthOptions {
  readonly service: Pick<Service, 'checkHealth' | 'checkReadiness'>;
  readonly backends: readonly Backend[];
}

/** GET /health/full: everything that tells how well the gateway can serve; always 200, so that it can be read. */
export function healthRoute({ service, backends }: FullHealthOptions): Route {
  return {
    method: 'GET',
    url: '/health/full',
    access: 'open',
    operationId: 'getFullHealth',
    summary: 'Full report on the gateway and its providers',
    responses: { 200: json('Always 200; `status` tells.', report) },
    async handle() {
      const [live, ready] = await Promise.all([service.checkHealth(), service.checkReadiness()]);
      const providers = backends.map(providerView);
      const serving = providers.filter(({ can_serve: canServe }) => canServe).length;
      return {
        status:
          !live.ok || serving === 0 ? 'unavailable' : ready.ok && serving === providers.length ? 'ok' : 'degraded',
        live: live.ok,
        ready: ready.ok,
        simulated: backends.some(({ simulated }) => simulated),
        uptime_seconds: Math.round(process.uptime()),
        providers,
        failing: [...new Set([...live.failing, ...ready.failing])],
      };
    },
  };
}

function providerView({ name, displayName, simulated, upstream, pool }: Backend) {
  const retryAfterMs = pool.retryAfterMs();
  return {
    name,
    display_name: displayName,
    simulated,
    models: upstream.models,
    keys: pool.statusCounts(),
    queued: pool.queued,
    can_serve: retryAfterMs === 0,
    retry_after_seconds: retryAfterMs / 1000,
  };
}

const flag = { type: 'boolean' };

const report = object({
  status: oneOf('ok', 'degraded', 'unavailable'),
  live: flag,
  ready: flag,
  simulated: { ...flag, description: 'Whether any provider is answered by the sandbox.' },
  uptime_seconds: count(),
  providers: array(
    object({
      name: text(),
      display_name: text(),
      simulated: flag,
      models: array(text()),
      keys: object({ active: count(), resting: count(), quarantined: count(), backup: count() }),
      queued: count('Requests that wait for a slot.'),
      can_serve: flag,
      retry_after_seconds: { type: 'number' },
    }),
  ),
  failing: array(text('Name of a check.')),
});

const probe = (url: string, operationId: string, summary: string, responses: Operation['responses']): Operation => ({
  method: 'GET',
  url,
  access: 'open',
  operationId,
  summary,
  responses,
});

/** The routes that every program of Switchgear has, for the document; the service package mounts them. */
export const probeOperations: readonly Operation[] = [
  probe('/health', 'getHealth', 'Liveness: 503 when the process is stuck, never for a third party', {
    200: { description: 'Alive.' },
    503: { description: 'Stuck; restart it.' },
  }),
  probe('/ready', 'getReadiness', 'Readiness: whether calls can be served now', {
    200: { description: 'Ready.' },
    503: { description: 'Not now; `failing` names the checks.' },
  }),
  probe('/metrics', 'getMetrics', 'Metrics in the text format of Prometheus', {
    200: { description: 'The exposition.', content: { 'text/plain': { schema: { type: 'string' } } } },
  }),
];
