import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Links } from '@switchgear/monitoring';
import { onTestFinished } from 'vitest';

/** Stands for a running console: every page is there but one runbook. */
export async function startConsole(): Promise<Links> {
  const server = createServer(({ url = '' }, response) => {
    response.writeHead(url === '/runbooks/Missing' ? 404 : 200).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { console: url, dashboards: url, prometheus: url, alertmanager: url };
}
