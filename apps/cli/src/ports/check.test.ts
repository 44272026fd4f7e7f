import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { portFault } from './check.ts';
import type { PortHolder } from './holder.ts';

async function takenPort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { server, spec: { name: 'gateway', listen: { host: '127.0.0.1', port, setting: 'gateway.port' } } };
}

test('a port whose holder is just ending is waited for', async () => {
  const { server, spec } = await takenPort();
  const ending = async () => {
    server.close();
    return undefined;
  };
  expect(await portFault(spec, ending)).toBeUndefined();
});

test('another Switchgear is named with its folder and how to end it', async () => {
  const { spec } = await takenPort();
  const holder: PortHolder = { pid: 7, commandLine: 'node', switchgear: { folder: '/srv/a', config: 'b.yaml' } };
  expect(await portFault(spec, async () => holder)).toMatch(
    /is taken by another Switchgear \(pid 7\), started in \/srv\/a\. End it there with: npx switchgear down --config b\.yaml; or set another gateway\.port/,
  );
});
