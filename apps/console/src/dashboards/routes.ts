import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Logger } from '@switchgear/service';
import type { App } from '../app.ts';
import { WatchedFiles } from '../input/watched.ts';
import type { SendShell } from '../site/routes.ts';
import { type DashboardFile, readDashboard } from './read.ts';

/** All dashboards in a folder, by title; read again when they change. */
export function dashboardsIn(folder: string, logger: Logger): () => DashboardFile[] {
  const files = new WatchedFiles((text, path) => readDashboard(basename(path), text), logger);
  return () =>
    namesIn(folder)
      .flatMap((name) => files.read(join(folder, name)) ?? [])
      .sort((a, b) => a.title.localeCompare(b.title));
}

/** Mounts the list of dashboards, each as JSON, and the pages that draw them. */
export function mountDashboards(app: App, shell: SendShell, dashboards: () => DashboardFile[]): void {
  const find = (uid: string) => dashboards().find((dashboard) => dashboard.uid === uid);

  for (const path of ['/d/:uid', '/d/:uid/:slug']) {
    app.get<{ Params: { uid: string } }>(path, ({ params }, reply) =>
      shell(reply, find(params.uid) === undefined ? 404 : 200),
    );
  }

  app.get('/api/v1/dashboards', () => ({
    dashboards: dashboards().map(({ text: _, ...summary }) => ({ ...summary, fault: summary.fault ?? null })),
  }));

  app.get<{ Params: { uid: string } }>('/api/v1/dashboards/:uid', ({ params: { uid } }, reply) => {
    const found = find(uid);
    if (found === undefined) {
      const message = `No dashboard has the uid ${uid}. Those that exist: /dashboards.`;
      return reply.code(404).send({ error: { message } });
    }
    return reply.type('application/json').send(found.text);
  });
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.json'));
  } catch {
    // It is there from the first `npx switchgear up` on.
    return [];
  }
}
