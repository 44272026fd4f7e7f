import { readFile } from 'node:fs/promises';
import type { App } from '../app.ts';
import { reasonOf } from '../errors.ts';
import { parseObject } from '../input/json.ts';

/** Mounts what the last `npm run drill` has left, as it left it. */
export function mountDrill(app: App, path: string): void {
  app.get('/api/v1/drill', async (_request, reply) => {
    const fail = (message: string) => reply.code(404).send({ error: { message } });
    try {
      const text = await readFile(path, 'utf8');
      if (parseObject(text) === undefined) return fail(`${path} is damaged. A drill writes it anew: npm run drill`);
      return reply.type('application/json').send(text);
    } catch (error) {
      const reason = reasonOf(error);
      // That there was none is no fault: browsers would log one each time they ask.
      if (reason === 'ENOENT') return reply.type('application/json').send('null');
      return fail(`${path} cannot be read (${reason}). Give it to this user, or remove it and: npm run drill`);
    }
  });
}
