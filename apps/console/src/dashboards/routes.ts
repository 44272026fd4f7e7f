import type { App } from '../app.ts';
import type { SendShell } from '../site/routes.ts';
import type { PlacedDashboard } from './folder.ts';

/** Mounts the list of dashboards, each as JSON, and the pages that draw them. */
export function mountDashboards(app: App, shell: SendShell, dashboards: () => PlacedDashboard[]): void {
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
    const fail = (status: number, message: string) => reply.code(status).send({ error: { message } });
    if (found === undefined) return fail(404, `No dashboard has the uid ${uid}. Those that exist: /dashboards.`);
    if (found.fault !== undefined) return fail(422, `${found.file} cannot be drawn. ${found.fault}`);
    return reply.type('application/json').send(found.text);
  });
}
