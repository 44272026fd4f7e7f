import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { FaultKind } from '../faults/fault.ts';
import type { FaultStore } from '../faults/store.ts';
import { faultKinds } from '../faults/table.ts';
import type { Stats } from '../stats.ts';
import { describeIssues } from './describe-issues.ts';

/** Mounts what sets and shows faults, and what was counted. */
export function mountFaults(server: FastifyInstance, faults: FaultStore, stats: Stats): void {
  server.get('/faults', () => ({
    faults: faults.list(),
    kinds: everyKind(Object.keys),
    settings: everyKind((settings) => settings),
  }));
  server.put<{ Params: { key: string } }>('/faults/:key', (request, reply) => {
    const result = createFault(request.body);
    if ('fault' in result) {
      faults.set(request.params.key, result.fault);
      return { key: request.params.key, ...result.fault.settings };
    }
    return reply.code(400).send({ error: { message: result.message, type: 'invalid_request', code: 'invalid_fault' } });
  });
  server.delete<{ Params: { key: string } }>('/faults/:key', (request, reply) => {
    if (faults.lift(request.params.key)) return reply.code(204).send();
    const message = `no fault is set for ${request.params.key}`;
    return reply.code(404).send({ error: { message, type: 'not_found', code: 'no_such_fault' } });
  });
  server.delete('/faults', (_request, reply) => {
    faults.clear();
    return reply.code(204).send();
  });
  server.get('/stats', () => ({ keys: stats.list() }));
  server.delete('/stats', (_request, reply) => {
    stats.clear();
    return reply.code(204).send();
  });
}

function everyKind<Shown>(show: (settings: FaultKind['settings']) => Shown): Record<string, Shown> {
  return Object.fromEntries([...faultKinds.values()].map(({ kind, settings }) => [kind, show(settings)]));
}

function createFault(text: unknown) {
  let body: unknown;
  try {
    body = JSON.parse(typeof text === 'string' ? text : '');
  } catch {
    return { message: 'the body is not valid JSON; send {"kind": "rate_limit"}' };
  }
  const named = typeof body === 'object' && body !== null && 'kind' in body ? String(body.kind) : undefined;
  const kind = faultKinds.get(named ?? '');
  if (!kind) return { message: `kind: expected one of ${[...faultKinds.keys()].join(', ')}` };
  try {
    return { fault: kind.create(body) };
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    return { message: `${describeIssues(error)}; fields of ${kind.kind}: ${Object.keys(kind.settings).join(', ')}` };
  }
}
