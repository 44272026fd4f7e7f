import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, test } from 'vitest';
import { portOrAny } from './port-or-any.ts';

test('a port that somebody has is replaced by any, and a free one is kept', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  expect(await portOrAny('127.0.0.1', port)).toBe(0);
  await new Promise((resolve) => other.close(resolve));
  expect(await portOrAny('127.0.0.1', port)).toBe(port);
});
