import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { freePort } from '../testing/fake-spec.ts';
import { callJson } from './http.ts';

async function serverThatAnswers(status: number, body: string) {
  const server = createServer((_request, response) => response.writeHead(status).end(body)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
  });
  const address = server.address();
  return { name: 'The gateway', url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}` };
}

test('a program that does not answer is a message that says how to start it, with its own exit status', async () => {
  const peer = { name: 'The gateway', url: `http://127.0.0.1:${await freePort()}` };
  await expect(callJson(peer, '/api/v1/keys')).rejects.toMatchObject({
    message: expect.stringContaining(`The gateway does not answer at ${peer.url}. Start it with: npx switchgear up`),
    exitStatus: 3,
  });
});

test.each([
  [400, 2],
  [404, 2],
  [500, 1],
])('a refusal with %s is told in the words of the program, and ends with %s', async (status, exitStatus) => {
  const peer = await serverThatAnswers(status, '{"error": {"message": "No key has the id x", "code": "not_found"}}');
  const message = `The gateway answered ${status}: No key has the id x`;
  await expect(callJson(peer, '/')).rejects.toMatchObject({ message, exitStatus });
});

test('an answer that is no JSON is a hint that another program has the port', async () => {
  const peer = await serverThatAnswers(200, '<html>');
  await expect(callJson(peer, '/')).rejects.toThrow(/does not answer with JSON\. Does another program listen there\?/);
});

test('an empty answer is no value', async () => {
  expect(await callJson(await serverThatAnswers(200, ''), '/')).toBeUndefined();
});
