// Under a supervisor it watches until it is stopped; with --terminal it does so for whoever looks on.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { loadConfig } from '@switchgear/config';
import {
  createLogger,
  fileDestination,
  type Logger,
  onReaderGone,
  portOrAny,
  runOnce,
  runService,
  type Service,
} from '@switchgear/service';
import { createTestWatcher, type TestWatcher } from './app.ts';
import { createLogView } from './log/log-view.ts';
import { watchOnce } from './once.ts';
import { createScreen, isLively, type Key } from './screen/index.ts';
import { settingsOf } from './settings.ts';
import type { View } from './view.ts';

const name = 'test-watcher';

/** Prometheus comes by every 10 s. */
const scrapeWaitMs = 15_000;
const { values } = parseArgs({
  options: {
    path: { type: 'string' },
    terminal: { type: 'boolean', default: false },
    once: { type: 'boolean', default: false },
    all: { type: 'boolean', default: false },
    junit: { type: 'string' },
  },
});

// Clears what short-lived objects leave sooner, in the thread of the ledger too: after 20,000 changes at once 135 MB are
// resident instead of 200.
setFlagsFromString('--optimize-for-size');

// The status and the JUnit file of a single run still have readers.
onReaderGone(() => {
  if (!values.once) process.kill(process.pid, 'SIGTERM');
});

// A fault of ours is no verdict on the tests.
if (values.once) process.exitCode = await runOnce(forOnce, 2);
else await runService(create, { name, terminal: values.terminal });

async function create(): Promise<Service> {
  return values.terminal ? await forTerminal() : await unattended();
}

async function unattended(): Promise<Service> {
  const settings = settingsOf(loadConfig(), values);
  const logger = createLogger({ name, secrets: settings.analysis?.secrets ?? [] });
  const onNotice = (text: string) => void process.send?.({ type: 'notice', text });
  const view = createLogView({ logger, onNotice });
  return beginning(await createTestWatcher({ ...settings, scrapeWaitMs, waitsForTree: true, logger, view }));
}

async function forTerminal(): Promise<Service> {
  let app: TestWatcher | undefined;
  const view = openScreen((key) => {
    if (key === 'quit') process.kill(process.pid, 'SIGINT');
    else app?.watcher.ask(key);
  });
  try {
    const settings = settingsOf(loadConfig(), values);
    // The watcher of the platform may have the port.
    const port = await portOrAny(settings.host, settings.port);
    app = await createTestWatcher({ ...settings, port, logger: fileLogger(settings.stateDir), view });
    app.service.onStop('screen', () => view.close());
    return beginning(app);
  } catch (error) {
    view.close();
    throw error;
  }
}

async function forOnce(signal: AbortSignal): Promise<number> {
  const view = openScreen(() => {});
  const settings = settingsOf(loadConfig(), values);
  return watchOnce({ ...settings, logger: fileLogger(settings.stateDir), view, junit: values.junit, signal });
}

/** A service that watches once it listens. */
function beginning({ service, begin }: TestWatcher): Service {
  const start = async () => {
    const address = await service.start();
    try {
      await begin();
    } catch (error) {
      await service.stop();
      throw error;
    }
    return address;
  };
  return { ...service, start };
}

function openScreen(onKey: (key: Key) => void): View {
  const { stdout, stdin } = process;
  return createScreen({ out: stdout, in: stdin, isTerminal: !values.once && isLively(stdout, process.env), onKey });
}

/** The screen has no place for it. */
function fileLogger(folder: string): Logger {
  return createLogger({ name, level: 'warn', destination: fileDestination(join(folder, 'watch.log')) });
}
