import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, it } from 'vitest';
import { startGateway } from './test-support/gateway.ts';
import { startProvider } from './test-support/provider.ts';

it('the OpenAPI document is valid and describes every route, and no other', async () => {
  const provider = await startProvider();
  const gateway = await startGateway(provider.url, ['one']);
  try {
    const document = (await (await fetch(`${gateway.url}/openapi.json`)).json()) as {
      paths: Record<string, Record<string, unknown>>;
    };
    const result = await new Validator().validate(structuredClone(document));
    expect(result.errors ?? []).toEqual([]);
    expect(result.valid).toBe(true);
    const described = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(described.sort()).toEqual([
      'GET /api/v1/audit',
      'GET /api/v1/circuit-breaker/stats',
      'GET /api/v1/keys',
      'GET /health',
      'GET /health/full',
      'GET /metrics',
      'GET /openapi.json',
      'GET /ready',
      'GET /v1/models',
      'PATCH /api/v1/circuit-breaker/config',
      'PATCH /api/v1/circuit-breaker/{key_id}/config',
      'POST /api/v1/circuit-breaker/reset',
      'POST /api/v1/circuit-breaker/{key_id}/override',
      'POST /api/v1/circuit-breaker/{key_id}/reset',
      'POST /api/v1/keys/rotate',
      'POST /v1/agent',
      'POST /v1/chat/completions',
      'POST /v1/responses',
    ]);
    for (const route of described) {
      const [method = '', path = ''] = route.split(' ');
      const response = await fetch(`${gateway.url}${path.replace('{key_id}', 'id-one')}`, { method });
      expect([route, response.status]).not.toEqual([route, 404]);
    }
  } finally {
    await gateway.stop();
    await provider.stop();
  }
});
