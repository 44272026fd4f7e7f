import { chmod, mkdir, rm } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { dirname } from 'node:path';
import { CliError, exitStatus } from '../errors.ts';
import { ControlClient } from './client.ts';
import type { SupervisorStatus } from './protocol.ts';

/** What the control socket can ask of the supervisor. */
export interface ControlHandlers {
  status(): Promise<SupervisorStatus>;
  stop(): void;
  /** @throws CliError unknown_program, program_failed */
  restart(program: string): Promise<void>;
}

/**
 * Listens on the control socket. It is also what makes the supervisor of a state folder the only one.
 *
 * @throws CliError already_running
 */
export async function serveControl(path: string, handlers: ControlHandlers): Promise<AsyncDisposable> {
  const running = await new ControlClient(path).status();
  if (running !== undefined) throw alreadyRunning(running);
  if (process.platform !== 'win32') {
    await mkdir(dirname(path), { recursive: true });
    // Nobody answers there: what is left belongs to a supervisor that was killed.
    await rm(path, { force: true });
  }
  const server = createServer((request, response) => {
    answer(handlers, request.method ?? '', request.url ?? '', response).catch((error: unknown) => {
      const expected = error instanceof CliError;
      response
        .writeHead(expected && error.code === 'unknown_program' ? 404 : 500)
        .end(error instanceof Error ? error.message : String(error));
    });
  });
  await listen(server, path);
  if (process.platform !== 'win32') await chmod(path, 0o600);
  return {
    async [Symbol.asyncDispose]() {
      // Whoever asked for the end still gets an answer.
      const force = setTimeout(() => server.closeAllConnections(), 3_000);
      await new Promise((resolve) => server.close(resolve));
      clearTimeout(force);
    },
  };
}

async function answer(handlers: ControlHandlers, method: string, url: string, response: ServerResponse): Promise<void> {
  const restart = /^\/programs\/([^/]+)\/restart$/.exec(url)?.[1];
  if (method === 'POST' && url === '/stop') handlers.stop();
  else if (method === 'POST' && restart !== undefined) await handlers.restart(decodeURIComponent(restart));
  else if (method !== 'GET' || url !== '/status') {
    response.writeHead(404).end('no such route');
    return;
  }
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(await handlers.status()));
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE') reject(error);
      else
        reject(
          new CliError('already_running', 'Another switchgear up has just started here.', {
            exitStatus: exitStatus.alreadyRunning,
          }),
        );
    });
    server.listen(path, resolve);
  });
}

function alreadyRunning({ pid, state }: SupervisorStatus): CliError {
  const doing = state === 'running' ? 'is running' : `is ${state}`;
  return new CliError(
    'already_running',
    `Switchgear ${doing} here already (pid ${pid}). See it with: npx switchgear status. End it with: npx switchgear down`,
    { exitStatus: exitStatus.alreadyRunning },
  );
}
