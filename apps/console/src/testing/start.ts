import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createLogger, type Logger } from '@switchgear/service';
import { onTestFinished } from 'vitest';
import { type ConsoleOptions, createConsole } from '../console.ts';
import type { Notification } from '../inbox/notification.ts';

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'switchgear-console-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A logger, and what it has written. */
export function captureLog(): { logger: Logger; text: () => string } {
  let text = '';
  const destination = {
    write: (line: string) => {
      text += line;
    },
  };
  return { logger: createLogger({ name: 'test', level: 'info', destination }), text: () => text };
}

/** A console over real HTTP. */
export interface Running {
  readonly url: string;
  readonly stateDir: string;
  readonly log: () => string;
  request(path: string, init?: RequestInit): Promise<Response>;
  /** Status of an answer, and what its JSON says. */
  ask(path: string, init?: RequestInit): Promise<readonly [status: number, body: unknown]>;
  /** Sends JSON, as programs do. */
  post(path: string, body: unknown): Promise<Response>;
  /** Answer of the API. */
  inbox(query?: string): Promise<{ last_heartbeat: string | null; notifications: Notification[] }>;
  /** Writes a file below `monitoring/`. */
  write(path: string, text: string): void;
}

export const links = {
  console: 'http://127.0.0.1:3000',
  dashboards: 'http://127.0.0.1:3000',
  prometheus: 'http://prometheus.test',
  alertmanager: 'http://alertmanager.test',
};

/** As the build leaves it, with next to nothing to draw. */
function emptySite(): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Switchgear</title>');
  writeFileSync(join(folder, 'icon.svg'), '<svg/>');
  writeFileSync(join(folder, 'assets', 'main-1.js'), '1;');
  return folder;
}

/** Starts a console on a free port; it stops after the test. */
export async function startConsole(options: Partial<ConsoleOptions> = {}): Promise<Running> {
  const stateDir = options.stateDir ?? temporaryFolder();
  const { logger, text } = captureLog();
  const console = createConsole({
    port: 0,
    stateDir,
    links,
    alertmanagerApi: 'http://127.0.0.1:9',
    gateway: 'http://127.0.0.1:9',
    siteDir: emptySite(),
    logger,
    ...options,
  });
  onTestFinished(async () => {
    await console.stop();
  });
  const { url } = await console.start();
  const request: Running['request'] = (path, init) => fetch(url + path, init);
  return {
    url,
    stateDir,
    log: text,
    request,
    async ask(path, init) {
      const answer = await request(path, init);
      return [answer.status, await answer.json()];
    },
    post: (path, body) => request(path, { method: 'POST', body: JSON.stringify(body) }),
    inbox: async (query = '') => JSON.parse(await (await request(`/api/v1/inbox${query}`)).text()),
    write(path, content) {
      const file = join(stateDir, 'monitoring', path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    },
  };
}
