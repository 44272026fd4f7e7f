import type { FastifyRequest } from 'fastify';
import * as z from 'zod';
import type { Key, KeyPool } from '../../keys/index.ts';
import { type Backend, GatewayError } from '../../proxy/index.ts';
import { failure, json } from '../openapi/document.ts';
import { array, object, type Schema, text } from '../openapi/schemas.ts';
import type { Route } from '../route.ts';
import type { AuditLog } from './audit.ts';
import { auditQuery, type ConfigBody, configBody, overrideBody, readBody, readQuery, rotateBody } from './body.ts';
import * as schemas from './schemas.ts';
import type { TransitionLog } from './transitions.ts';
import { breakerView, keyView } from './view.ts';

export interface AdminOptions {
  readonly backends: readonly Backend[];
  readonly transitions: TransitionLog;
  readonly audit: AuditLog;
}

const oneBreaker = { 200: json('The breaker after the change.', schemas.breaker) };
const allBreakers = { 200: json('All breakers.', object({ breakers: array(schemas.breaker) })) };
const keys = array(schemas.key);
const lastingElsewhere = 'Holds until the gateway restarts: what shall last belongs into switchgear.yaml.';

/** What operators call: breakers and keys, to read and to change. */
export function adminRoutes({ backends, transitions, audit }: AdminOptions): Route[] {
  const pools = backends.map(({ pool }) => pool);
  const breakers = () => ({
    breakers: pools.flatMap((pool) => pool.keys.map((key) => breakerView(pool, key, transitions))),
  });

  /** Does a change only once it stands in the audit log. */
  function change(request: FastifyRequest, action: string, details: Record<string, unknown>, apply: () => void): void {
    audit.record({ action, client: request.ip, outcome: 'done', details });
    apply();
  }

  function find(request: FastifyRequest): { pool: KeyPool; key: Key } {
    const { key_id: id } = request.params as { key_id: string };
    for (const pool of pools) {
      const key = pool.find(id);
      if (key !== undefined) return { pool, key };
    }
    const message = `No key has the id ${JSON.stringify(id.slice(0, 64))}: GET /api/v1/keys lists all.`;
    throw new GatewayError(404, 'not_found', message);
  }

  const routes: Omit<Route, 'access'>[] = [
    {
      method: 'GET',
      url: '/api/v1/circuit-breaker/stats',
      operationId: 'listBreakers',
      summary: 'State, counts and configuration of every breaker',
      responses: allBreakers,
      handle(request) {
        audit.note({ action: 'breakers.read', client: request.ip, outcome: 'done' });
        return breakers();
      },
    },
    {
      method: 'POST',
      url: '/api/v1/circuit-breaker/reset',
      operationId: 'resetBreakers',
      summary: 'Close all breakers and forget their failures',
      responses: allBreakers,
      handle(request) {
        change(request, 'breakers.reset', {}, () => {
          for (const pool of pools) pool.reset();
        });
        return breakers();
      },
    },
    {
      method: 'POST',
      url: '/api/v1/circuit-breaker/:key_id/reset',
      operationId: 'resetBreaker',
      summary: 'Close one breaker; a quarantined key returns',
      responses: oneBreaker,
      handle(request) {
        const { pool, key } = find(request);
        change(request, 'breaker.reset', { key_id: key.id }, () => pool.reset(key));
        return breakerView(pool, key, transitions);
      },
    },
    {
      method: 'POST',
      url: '/api/v1/circuit-breaker/:key_id/override',
      operationId: 'overrideBreaker',
      summary: 'Take a breaker out of its own rules, or give it back to them',
      body: z.toJSONSchema(overrideBody, { io: 'input' }),
      responses: oneBreaker,
      handle(request) {
        const { pool, key } = find(request);
        const { mode } = readBody(overrideBody, request.body);
        change(request, 'breaker.override', { key_id: key.id, mode }, () => pool.override(key, mode));
        return breakerView(pool, key, transitions);
      },
    },
    {
      method: 'PATCH',
      url: '/api/v1/circuit-breaker/config',
      operationId: 'configureBreakers',
      summary: 'Change the configuration of all breakers at once; counters are kept',
      description: lastingElsewhere,
      body: z.toJSONSchema(configBody, { io: 'input' }),
      responses: allBreakers,
      handle(request) {
        const fields = readBody(configBody, request.body);
        change(request, 'breakers.configure', fields, () => {
          for (const pool of pools) pool.reconfigure(breakerOptions(fields));
        });
        return breakers();
      },
    },
    {
      method: 'PATCH',
      url: '/api/v1/circuit-breaker/:key_id/config',
      operationId: 'configureBreaker',
      summary: 'Change the configuration of one breaker; counters are kept',
      description: lastingElsewhere,
      body: z.toJSONSchema(configBody, { io: 'input' }),
      responses: oneBreaker,
      handle(request) {
        const { pool, key } = find(request);
        const fields = readBody(configBody, request.body);
        const details = { key_id: key.id, ...fields };
        change(request, 'breaker.configure', details, () => pool.reconfigure(breakerOptions(fields), key));
        return breakerView(pool, key, transitions);
      },
    },
    {
      method: 'GET',
      url: '/api/v1/keys',
      operationId: 'listKeys',
      summary: 'All keys by id, with their status',
      responses: { 200: json('All keys.', object({ keys })) },
      handle(request) {
        audit.note({ action: 'keys.read', client: request.ip, outcome: 'done' });
        return { keys: pools.flatMap((pool) => pool.list().map((report) => keyView(pool.provider, report))) };
      },
    },
    {
      method: 'POST',
      url: '/api/v1/keys/rotate',
      operationId: 'rotateKeys',
      summary: 'Put backup keys to use',
      body: z.toJSONSchema(rotateBody, { io: 'input' }),
      responses: {
        200: json(
          'The keys that were activated, and all keys of the provider.',
          object({ provider: text(), activated: array(text()), keys }),
        ),
        404: failure('There is no such provider.'),
      },
      handle(request) {
        const { provider, activate_backup: activateBackup } = readBody(rotateBody, request.body);
        const pool = pools.find((candidate) => candidate.provider === provider);
        if (pool === undefined) throw unknownProvider(provider, pools);
        let activated: Key[] = [];
        change(request, 'keys.rotate', { provider, activate_backup: activateBackup }, () => {
          activated = pool.rotate({ activateBackup });
        });
        return {
          provider,
          activated: activated.map(({ id }) => id),
          keys: pool.list().map((report) => keyView(provider, report)),
        };
      },
    },
    {
      method: 'GET',
      url: '/api/v1/audit',
      operationId: 'listAudit',
      summary: 'The newest changes and refusals of the audit log, newest first',
      query: z.toJSONSchema(auditQuery, { io: 'input' }).properties as Record<string, Schema>,
      responses: {
        200: json('The entries.', object({ entries: array(schemas.auditRecord) })),
        400: failure('The limit is not valid.'),
      },
      async handle(request) {
        const { limit } = readQuery(auditQuery, request.query);
        audit.note({ action: 'audit.read', client: request.ip, outcome: 'done' });
        return { entries: await audit.newest(limit) };
      },
    },
  ];
  return routes.map((route) => ({ ...route, access: 'admin' }));
}

function breakerOptions(fields: ConfigBody) {
  return {
    ...(fields.failure_threshold !== undefined && { failureThreshold: fields.failure_threshold }),
    ...(fields.success_threshold !== undefined && { successThreshold: fields.success_threshold }),
    ...(fields.timeout_seconds !== undefined && { timeoutMs: fields.timeout_seconds * 1000 }),
    ...(fields.half_open_max_calls !== undefined && { halfOpenMaxCalls: fields.half_open_max_calls }),
  };
}

function unknownProvider(provider: string, pools: readonly KeyPool[]): GatewayError {
  const known = pools.map((pool) => pool.provider).join(', ');
  const message = `No provider is called ${JSON.stringify(provider.slice(0, 64))}. Configured: ${known}.`;
  return new GatewayError(404, 'not_found', message, { param: 'provider' });
}
