import { mkdirSync, rmSync, symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Running, startConsole } from '../testing/start.ts';

const folder = 'grafana/dashboards';
const dashboard = (fields: object = {}) =>
  JSON.stringify({ uid: 'api-metrics', title: 'API Metrics', panels: [], ...fields });

async function listed({ ask }: Running) {
  const [status, body] = await ask('/api/v1/dashboards');
  expect(status).toBe(200);
  return (body as { dashboards: { file: string; uid: string; folder: string; fault: string | null }[] }).dashboards;
}

describe('a dashboard', () => {
  it('is there as it stands in its file, and its page answers 200, whatever view is asked for', async () => {
    const { write, request } = await startConsole();
    const text = `${dashboard({ panels: [{ title: '<script>', gridPos: {} }] })}\n`;
    write(`${folder}/api.json`, text);
    const answer = await request('/api/v1/dashboards/api-metrics');
    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([
      200,
      'application/json; charset=utf-8',
      text,
    ]);
    for (const path of ['/d/api-metrics', '/d/api-metrics/some-slug?var-provider=x&from=now-1h']) {
      expect((await request(path)).status).toBe(200);
    }
  });

  it('that does not exist is answered 404', async () => {
    const { ask, request } = await startConsole();
    expect((await request('/d/%3Cb%3E')).status).toBe(404);
    expect(await ask('/api/v1/dashboards/%3Cb%3E')).toEqual([
      404,
      { error: { message: 'No dashboard has the uid <b>. Those that exist: /dashboards.' } },
    ]);
  });

  it('appears, changes and goes with its file', async () => {
    const console = await startConsole();
    expect(await listed(console)).toEqual([]);
    console.write(`${folder}/own.json`, dashboard({ uid: 'own', title: 'Own', description: 'Mine.', tags: ['a'] }));
    expect(await listed(console)).toEqual([
      {
        file: 'own.json',
        folder: 'Automation Platform',
        uid: 'own',
        title: 'Own',
        description: 'Mine.',
        tags: ['a'],
        fault: null,
      },
    ]);
    console.write(`${folder}/own.json`, dashboard({ uid: 'renamed' }));
    expect(await listed(console)).toMatchObject([{ uid: 'renamed', title: 'API Metrics' }]);
    rmSync(join(console.stateDir, 'monitoring', folder, 'own.json'));
    expect(await listed(console)).toEqual([]);
  });
});

describe('a folder of dashboards', () => {
  it('lists what is broken with its fault, and hides nothing else for it', async () => {
    const console = await startConsole();
    const { write, ask, request, stateDir } = console;
    write(`${folder}/api.json`, dashboard());
    write(`${folder}/broken.json`, '{');
    write(`${folder}/flat.json`, dashboard({ uid: 'flat', panels: 5 }));
    write(`${folder}/huge.json`, '');
    truncateSync(join(stateDir, 'monitoring', folder, 'huge.json'), 20_000_000);
    write(`${folder}/notes.txt`, '{');
    mkdirSync(join(stateDir, 'monitoring', folder, 'folder.json'));
    symlinkSync('/nowhere', join(stateDir, 'monitoring', folder, 'dangling.json'));
    expect((await listed(console)).map(({ file, uid, fault }) => [file, uid, fault])).toEqual([
      ['api.json', 'api-metrics', null],
      ['flat.json', 'flat', 'It has no panels; export it again as classic JSON.'],
      ['broken.json', '', 'This is no JSON object; export it again as classic JSON.'],
      ['huge.json', '', 'It is larger than 5 MB.'],
    ]);
    expect((await request('/d/flat')).status).toBe(200);
    expect(await ask('/api/v1/dashboards/flat')).toEqual([
      422,
      { error: { message: 'flat.json cannot be drawn. It has no panels; export it again as classic JSON.' } },
    ]);
  });

  it('has folders of its own, but not those that Kubernetes hides, nor links to others', async () => {
    const console = await startConsole();
    console.write(`${folder}/team/a/x.json`, dashboard({ uid: 'x' }));
    console.write(`${folder}/odd.json/y.json`, dashboard({ uid: 'y' }));
    console.write(`${folder}/..2026/z.json`, dashboard({ uid: 'z' }));
    symlinkSync('..2026/z.json', join(console.stateDir, 'monitoring', folder, 'z.json'));
    symlinkSync('.', join(console.stateDir, 'monitoring', folder, 'loop'));
    expect((await listed(console)).map(({ file, folder, uid }) => [file, folder, uid])).toEqual([
      ['odd.json/y.json', 'odd.json', 'y'],
      ['team/a/x.json', 'team/a', 'x'],
      ['z.json', 'Automation Platform', 'z'],
    ]);
  });

  it('shows the first of two with one uid, and the second says so', async () => {
    const console = await startConsole();
    console.write(`${folder}/b.json`, dashboard({ title: 'A copy' }));
    console.write(`${folder}/a.json`, dashboard());
    expect((await listed(console)).map(({ file, fault }) => [file, fault])).toEqual([
      ['b.json', 'Its uid api-metrics is that of a.json; give it another.'],
      ['a.json', null],
    ]);
    expect(await console.ask('/api/v1/dashboards/api-metrics')).toMatchObject([200, { title: 'API Metrics' }]);
  });
});
