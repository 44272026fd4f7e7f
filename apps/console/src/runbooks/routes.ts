import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from '@switchgear/service';
import type { App } from '../app.ts';
import { WatchedFiles } from '../input/watched.ts';
import type { SendShell } from '../site/routes.ts';
import { nearest } from './nearest.ts';
import { emptyRunbook, type Runbook, readRunbook } from './read.ts';

/** The runbook in a folder, empty where it has none; read again when it changes. */
export function runbookIn(folder: string, logger: Logger): () => Runbook {
  const path = join(folder, 'ALERT_RUNBOOK.md');
  const files = new WatchedFiles(() => {
    try {
      return readRunbook(readFileSync(path, 'utf8'));
    } catch (error) {
      logger.warn({ err: error }, `${path} cannot be read; npx switchgear up writes it anew`);
      return undefined;
    }
  });
  return () => files.read(path) ?? emptyRunbook;
}

/** Mounts the section of each alert, and the list of all. The HTML is escaped here, where it is rendered. */
export function mountRunbooks(app: App, shell: SendShell, read: () => Runbook): void {
  app.get('/runbooks', (_request, reply) => shell(reply));

  app.get<{ Params: { alert: string } }>('/runbooks/:alert', ({ params: { alert } }, reply) =>
    shell(reply, read().alerts.has(alert) ? 200 : 404),
  );

  app.get('/api/v1/runbooks', () => {
    const { introduction, alerts } = read();
    return { introduction: `${introduction}`, alerts: [...alerts.keys()] };
  });

  app.get<{ Params: { alert: string } }>('/api/v1/runbooks/:alert', ({ params: { alert } }, reply) => {
    const { alerts } = read();
    const section = alerts.get(alert);
    if (section !== undefined) return { alert, html: `${section}` };
    const near = nearest(alert, [...alerts.keys()]);
    return reply.code(404).send({ error: { message: `No alert has the name ${alert}.` }, nearest: near });
  });
}
