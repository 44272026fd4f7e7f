import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { App, Reply } from '../app.ts';

/** Sends the page in which everything is drawn, with a status that tells a program whether there is such a thing. */
export type SendShell = (reply: Reply, status?: number) => Reply;

/** Mounts the built files. Their names change with their content, so a browser may keep them. */
export function mountSite(app: App, folder: string): SendShell {
  const shell = readFileSync(join(folder, 'index.html'), 'utf8');
  app.register(fastifyStatic, {
    root: join(folder, 'assets'),
    prefix: '/assets/',
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply) => reply.header('cache-control', 'private, max-age=31536000, immutable'),
  });
  const icon = readFileSync(join(folder, 'icon.svg'), 'utf8');
  app.get('/icon.svg', (_request, reply) => reply.type('image/svg+xml').send(icon));
  return (reply, status = 200) => reply.code(status).type('text/html; charset=utf-8').send(shell);
}
