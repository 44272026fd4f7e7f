import { describe, expect, it } from 'vitest';
import { classifyConnectionError, classifyInside, classifyStatus } from './classify.ts';

describe('the table of faults', () => {
  it('blames the caller for 4xx that speak of neither key nor load', () => {
    for (const status of [400, 404, 405, 409, 413, 415, 422, 451]) expect(classifyStatus(status)[0]).toBe('caller');
  });

  it('blames the provider for everything else', () => {
    for (const status of [204, 301, 307, 408, 425, 500, 501, 503, 504, 520, 529, 599]) {
      expect(classifyStatus(status)[0]).toBe('failure');
    }
  });

  it('tells time-outs and overload from other server errors', () => {
    expect([408, 504, 503, 529, 500].map((status) => classifyStatus(status)[1])).toEqual([
      'timeout',
      'timeout',
      'overloaded',
      'overloaded',
      'server_error',
    ]);
  });

  it('never blames the caller for an error inside a 200', () => {
    for (const code of [400, '404', 422, undefined, null, 'internal_error', 200, 1e9]) {
      expect(classifyInside(code)).toEqual(['failure', 'failed_run']);
    }
  });

  it('believes an error inside a 200 that speaks of the key', () => {
    expect(classifyInside(401)).toEqual(['credential', 'unauthorized']);
    expect(classifyInside('402')).toEqual(['credit', 'payment_required']);
    expect(classifyInside(429)).toEqual(['rate_limit', 'rate_limit']);
    expect(classifyInside('rate_limit_exceeded')).toEqual(['rate_limit', 'rate_limit']);
    expect(classifyInside(503)).toEqual(['failure', 'overloaded']);
  });

  it('tells refused connections and time-outs from other broken ones', () => {
    expect(classifyConnectionError('ECONNREFUSED')).toEqual(['failure', 'connection_refused']);
    expect(classifyConnectionError('UND_ERR_CONNECT_TIMEOUT')).toEqual(['failure', 'timeout']);
    expect(classifyConnectionError('HPE_INVALID_CONSTANT')).toEqual(['failure', 'bad_answer']);
    for (const code of ['ECONNRESET', 'ENOTFOUND', 'UND_ERR_SOCKET', 'CERT_HAS_EXPIRED', 'whatever']) {
      expect(classifyConnectionError(code)).toEqual(['failure', 'connection']);
    }
  });

  it('blames nobody else when our own machine has run out of something', () => {
    for (const code of ['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM', 'EADDRNOTAVAIL', 'EAI_MEMORY']) {
      expect(classifyConnectionError(code)).toEqual(['local', 'local_resources']);
    }
  });
});
