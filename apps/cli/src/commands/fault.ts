import type { Config } from '@switchgear/config';
import { type Command, InvalidArgumentError } from 'commander';
import type { FaultSettings } from '../clients/sandbox.ts';
import { CliError, exitStatus } from '../errors.ts';
import { painterFor } from '../screen/style.ts';
import { renderHeadedTable } from '../screen/table.ts';
import { runningSandbox } from './running.ts';

interface SetOptions {
  readonly config?: string;
  readonly retryAfter?: number;
  readonly status?: number;
  readonly probability?: number;
  readonly times?: number;
  readonly latencyMs?: number;
  readonly afterChunks?: number;
  readonly set?: Readonly<Record<string, unknown>>;
}

const examples = `
Examples:
  npx switchgear fault deepseek-1 rate_limit --retry-after 30
  npx switchgear fault deepseek-2 unauthorized
  npx switchgear fault '*' server_error --status 503 --probability 0.3
  npx switchgear fault list       what is set, and every kind with its settings
  npx switchgear fault clear      all is well again`;

export function registerFault(program: Command): void {
  const fault = program
    .command('fault')
    .description('make a simulated key fail')
    .argument('<key>', "a key as breakers shows it, or '*' for all")
    .argument(
      '<kind>',
      'rate_limit, unauthorized, payment_required, server_error, latency, hang, refuse, cut_stream, ...',
    )
    .option('--retry-after <seconds>', 'rate_limit: what the provider tells the caller to wait', number)
    .option('--status <code>', 'server_error, garbage: status of the answer', number)
    .option('--latency-ms <ms>', 'latency: time before the answer', number)
    .option('--after-chunks <count>', 'cut_stream, hang: pieces that still arrive', number)
    .option('--probability <share>', 'share of the calls that fail, up to 1', number)
    .option('--times <count>', 'calls that fail before the fault lifts itself', number)
    .option('--set <name=value>', 'any other setting of the kind, repeatable', collect)
    .option('-c, --config <file>', 'configuration')
    .addHelpText('after', examples)
    .showHelpAfterError('Its subcommands are: list, clear [key]')
    .action(setFault);
  fault
    .command('list')
    .description('show the faults that are set')
    .action(() => list(fault.opts()));
  fault
    .command('clear')
    .description('lift the fault of a key, or all')
    .argument('[key]', 'a key')
    .action((key: string | undefined) => clear(key, fault.opts()));
}

async function setFault(key: string, kind: string, options: SetOptions): Promise<void> {
  const settings = settingsOf(options);
  if (kind === 'latency' && settings['latency_ms'] === undefined) {
    throw wrongUsage('How late? Give --latency-ms, as in: npx switchgear fault deepseek-1 latency --latency-ms 2000');
  }
  const { config, sandbox } = await runningSandbox(options.config);
  checkKey(key, config);
  await sandbox.set(key, { kind, ...settings });
  const whom = key === '*' ? 'Every key' : key;
  process.stdout.write(
    `${whom} now fails with ${kind}. Watch it with: npx switchgear breakers. Lift it with: npx switchgear fault clear${key === '*' ? '' : ` ${key}`}\n`,
  );
}

/** Options as the sandbox names them; what was not given is left to its defaults. */
export function settingsOf(options: SetOptions): FaultSettings {
  const named = {
    retry_after_seconds: options.retryAfter,
    status: options.status,
    probability: options.probability,
    times: options.times,
    latency_ms: options.latencyMs,
    after_chunks: options.afterChunks,
  };
  const given = Object.entries(named).filter(([, value]) => value !== undefined);
  return { ...options.set, ...Object.fromEntries(given) };
}

async function list(options: { config?: string }): Promise<void> {
  const { sandbox } = await runningSandbox(options.config);
  const { faults, kinds } = await sandbox.list();
  const paint = painterFor(process.stdout);
  const set = Object.entries(faults).map(([key, { kind, ...settings }]) => [key, String(kind), describe(settings)]);
  const known = Object.entries(kinds).map(([kind, settings]) => [
    kind,
    settings.filter((name) => name !== 'kind').join(', '),
  ]);
  const lines = [
    ...(set.length === 0 ? ['No fault is set.'] : renderHeadedTable(['KEY', 'KIND', 'SETTINGS'], set, paint)),
    '',
    ...renderHeadedTable(['EVERY KIND', 'ITS SETTINGS'], known, paint),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

async function clear(key: string | undefined, options: { config?: string }): Promise<void> {
  const { config, sandbox } = await runningSandbox(options.config);
  if (key !== undefined) checkKey(key, config);
  await sandbox.clear(key);
  process.stdout.write(key === undefined ? 'No fault is set any more.\n' : `The fault of ${key} is lifted.\n`);
}

/** @throws CliError invalid_argument for a key that the sandbox will never be called with */
export function checkKey(key: string, { providers }: Pick<Config, 'providers'>): void {
  const accounts = providers.filter(({ simulated }) => simulated).flatMap((provider) => provider.accounts);
  const known = accounts.flatMap(({ keys }) => keys.map(({ secret }) => secret.reveal().replace(/^sk-sandbox-/, '')));
  if (key === '*' || known.includes(key)) return;
  throw wrongUsage(`No simulated key is called ${key}. There are: ${known.join(', ')}, and '*' for all.`);
}

function wrongUsage(message: string): CliError {
  return new CliError('invalid_argument', message, { exitStatus: exitStatus.usage });
}

function describe(settings: FaultSettings): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(' ');
}

function number(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('expected a number');
  return value;
}

/** Reads name=value; numbers, true and false are what they look like. */
function collect(text: string, before: Record<string, unknown> = {}): Record<string, unknown> {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('expected name=value');
  const raw = text.slice(at + 1);
  const plain = /^(?:true|false|-?\d+(?:\.\d+)?)$/.test(raw);
  return { ...before, [text.slice(0, at)]: plain ? JSON.parse(raw) : raw };
}
