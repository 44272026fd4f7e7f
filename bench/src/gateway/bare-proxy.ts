// The floor: node:http and undici, the body parsed to know the model, the usage read, and nothing else.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Agent } from 'undici';

const origin = process.argv[2] ?? '';
const dispatcher = new Agent();

const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    const body = Buffer.concat(parts);
    forward(body, JSON.parse(body.toString()) as { stream?: boolean }).catch((error: unknown) => {
      response.destroy();
      console.error(error);
    });
  });

  async function forward(body: Buffer, { stream }: { stream?: boolean }): Promise<void> {
    const answer = await dispatcher.request({
      origin,
      path: '/chat/completions',
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer bench' },
      body,
    });
    if (stream !== true) {
      const text = await answer.body.text();
      if (JSON.parse(text).usage === undefined) throw new Error('no usage');
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(text);
      return;
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    let tail = '';
    for await (const part of answer.body) {
      tail = (part as Buffer).toString();
      response.write(part);
    }
    if (!tail.includes('"usage"')) throw new Error('no usage');
    response.end();
  }
});
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.on('disconnect', () => process.exit());
