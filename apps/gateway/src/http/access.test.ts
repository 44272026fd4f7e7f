import type { FastifyRequest } from 'fastify';
import { describe, expect, it } from 'vitest';
import { createGuards } from './access.ts';
import type { AuditEntry } from './admin/audit.ts';

const audited: AuditEntry[] = [];
const request = (authorization?: string) =>
  ({
    method: 'GET',
    ip: '127.0.0.1',
    routeOptions: { url: '/api/v1/keys' },
    headers: { ...(authorization && { authorization }) },
  }) as unknown as FastifyRequest;
const guards = (clientTokens: string[] = []) =>
  createGuards({ clientTokens, adminToken: 'admin-secret' }, { note: (entry) => audited.push(entry) });

describe('client routes', () => {
  it('are open while no token is configured', () => {
    expect(() => guards().client(request())).not.toThrow();
  });

  it('need one of the tokens once there are any', () => {
    const { client } = guards(['first', 'second']);
    expect(() => client(request('Bearer second'))).not.toThrow();
    for (const wrong of [undefined, 'Bearer third', 'Basic second', 'Bearer ', 'second']) {
      expect(() => client(request(wrong))).toThrow('client token');
    }
  });

  it('do not take the admin token for a client token', () => {
    expect(() => guards(['first']).client(request('Bearer admin-secret'))).toThrow();
  });
});

describe('admin routes', () => {
  it('take the admin token, whatever the case of the scheme', () => {
    expect(() => guards().admin(request('bearer admin-secret'))).not.toThrow();
  });

  it('refuse everything else and write the refusal into the audit log without what was sent', () => {
    audited.length = 0;
    expect(() => guards(['first']).admin(request('Bearer first'))).toThrow('admin token');
    expect(audited).toEqual([{ action: 'GET /api/v1/keys', client: '127.0.0.1', outcome: 'refused' }]);
  });
});
