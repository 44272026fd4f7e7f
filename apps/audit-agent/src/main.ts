// Under a supervisor it audits until it is stopped; with --terminal it does so for whoever looks on.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadConfig, programs } from '@switchgear/config';
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
import { createAuditAgent } from './app.ts';
import { greetingOf } from './greeting.ts';
import { auditOnce } from './once.ts';
import { requestAudit } from './request.ts';
import { settingsOf } from './settings.ts';

const name = 'audit-agent';

/** Prometheus comes by every 10 s. */
const scrapeWaitMs = 15_000;
const { values } = parseArgs({
  options: {
    path: { type: 'string' },
    terminal: { type: 'boolean', default: false },
    once: { type: 'boolean', default: false },
    gate: { type: 'boolean', default: false },
    request: { type: 'string' },
  },
});

const isOnce = values.request !== undefined || values.once || values.gate;
// The status and the report of a single audit still have readers.
onReaderGone(() => {
  if (!isOnce) process.kill(process.pid, 'SIGTERM');
});

// A fault of ours is no verdict of the gate.
if (isOnce) process.exitCode = await runOnce(forOnce, values.gate ? 2 : 1);
else await runService(create, { name, terminal: values.terminal });

async function create(): Promise<Service> {
  const settings = settingsOf(loadConfig(), values);
  const secrets = [settings.adminToken, ...(settings.comments?.secrets ?? [])];
  if (values.terminal) return forTerminal(settings, secrets);
  const onNotice = (text: string) => void process.send?.({ type: 'notice', text });
  return createAuditAgent({ ...settings, scrapeWaitMs, logger: createLogger({ name, secrets }), onNotice });
}

async function forTerminal(settings: ReturnType<typeof settingsOf>, secrets: readonly string[]): Promise<Service> {
  const say = (text: string) => process.stdout.write(`${new Date().toLocaleTimeString('sv-SE')}  ${text}\n`);
  // The agent of the platform may have the port.
  const port = await portOrAny(settings.host, settings.port);
  const logger = fileLogger(settings.stateDir, secrets);
  const onAuditing = (cause: string) => say(`auditing; ${cause}`);
  const service = createAuditAgent({ ...settings, port, logger, onNotice: say, onAuditing });
  const start = async () => {
    const address = await service.start();
    process.stdout.write(`${greetingOf(settings, address.url, Date.now()).join('\n')}\n`);
    return address;
  };
  return { ...service, start };
}

async function forOnce(signal: AbortSignal): Promise<number> {
  const config = loadConfig();
  const settings = settingsOf(config, values);
  if (values.request !== undefined) {
    const url = programs(config).find((program) => program.name === name)?.url ?? '';
    process.stdout.write(`${await requestAudit({ url, adminToken: settings.adminToken, reason: values.request })}\n`);
    return 0;
  }
  return auditOnce({
    ...settings,
    logger: fileLogger(settings.stateDir, [settings.adminToken]),
    onNotice: (text) => process.stderr.write(`${text}\n`),
    isGate: values.gate,
    out: process.stdout,
    signal,
  });
}

function fileLogger(folder: string, secrets: readonly string[]): Logger {
  return createLogger({ name, level: 'warn', secrets, destination: fileDestination(join(folder, 'audit.log')) });
}
