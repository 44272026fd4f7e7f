import type { FastifyRequest } from 'fastify';
import type { Key, KeyPool } from '../../keys/index.ts';
import { type Backend, GatewayError } from '../../proxy/index.ts';
import type { Route } from '../route.ts';
import type { AuditLog } from './audit.ts';
import { type ConfigBody, configBody, overrideBody, readBody, rotateBody } from './body.ts';
import * as describe from './operations.ts';
import type { TransitionLog } from './transitions.ts';
import { breakerView, keyView } from './view.ts';

export interface AdminOptions {
  readonly backends: readonly Backend[];
  readonly transitions: TransitionLog;
  readonly audit: AuditLog;
}

/** What operators call: breakers and keys, to read and to change. */
export function adminRoutes({ backends, transitions, audit }: AdminOptions): Route[] {
  const pools = backends.map(({ pool }) => pool);
  const breakers = (chosen: readonly KeyPool[] = pools) => ({
    breakers: chosen.flatMap((pool) => pool.keys.map((key) => breakerView(pool, key, transitions))),
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
    throw new GatewayError(
      404,
      'not_found',
      `No key has the id ${JSON.stringify(id.slice(0, 64))}: GET /api/v1/keys lists all.`,
    );
  }

  return [
    {
      method: 'GET',
      url: '/api/v1/circuit-breaker/stats',
      access: 'admin',
      operation: describe.stats,
      handle(request) {
        audit.note({ action: 'breakers.read', client: request.ip, outcome: 'done' });
        return breakers();
      },
    },
    {
      method: 'POST',
      url: '/api/v1/circuit-breaker/reset',
      access: 'admin',
      operation: describe.resetAll,
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
      access: 'admin',
      operation: describe.resetOne,
      handle(request) {
        const { pool, key } = find(request);
        change(request, 'breaker.reset', { key_id: key.id }, () => pool.reset(key));
        return breakerView(pool, key, transitions);
      },
    },
    {
      method: 'POST',
      url: '/api/v1/circuit-breaker/:key_id/override',
      access: 'admin',
      operation: describe.override,
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
      access: 'admin',
      operation: describe.configureAll,
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
      access: 'admin',
      operation: describe.configureOne,
      handle(request) {
        const { pool, key } = find(request);
        const fields = readBody(configBody, request.body);
        change(request, 'breaker.configure', { key_id: key.id, ...fields }, () =>
          pool.reconfigure(breakerOptions(fields), key),
        );
        return breakerView(pool, key, transitions);
      },
    },
    {
      method: 'GET',
      url: '/api/v1/keys',
      access: 'admin',
      operation: describe.listKeys,
      handle(request) {
        audit.note({ action: 'keys.read', client: request.ip, outcome: 'done' });
        return { keys: pools.flatMap((pool) => pool.list().map((report) => keyView(pool.provider, report))) };
      },
    },
    {
      method: 'POST',
      url: '/api/v1/keys/rotate',
      access: 'admin',
      operation: describe.rotate,
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
  ];
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
