import { Argument, type Command } from 'commander';
import { type BreakerView, type Mode, modes } from '../clients/gateway.ts';
import { painterFor, type Style } from '../screen/style.ts';
import { type Cell, renderHeadedTable } from '../screen/table.ts';
import { duration } from '../screen/units.ts';
import { runningGateway } from './running.ts';

interface Options {
  readonly config?: string;
  readonly json?: boolean;
}

export function registerBreakers(program: Command): void {
  const breakers = program
    .command('breakers')
    .description('show the breaker of every key; close them or take them over')
    .option('-c, --config <file>', 'configuration')
    .option('--json', 'as the gateway answers it')
    .showHelpAfterError('Its subcommands are: reset [key_id], override <key_id> <mode>')
    .action(list);
  breakers
    .command('reset')
    .description('close a breaker, or all of them')
    .argument('[key_id]', 'a key as breakers shows it')
    .action((keyId: string | undefined) => reset(keyId, breakers.opts()));
  breakers
    .command('override')
    .description('hold a breaker open, switch it off, let it only count, or give it back to its rules (auto)')
    .argument('<key_id>', 'a key as breakers shows it')
    .addArgument(new Argument('<mode>', 'what to do').choices(modes))
    .action((keyId: string, mode: Mode) => override(keyId, mode, breakers.opts()));
}

async function list(options: Options): Promise<void> {
  const gateway = await runningGateway(options.config);
  const views = await gateway.breakers();
  process.stdout.write(options.json ? `${JSON.stringify({ breakers: views }, null, 2)}\n` : render(views, Date.now()));
}

async function reset(keyId: string | undefined, options: Options): Promise<void> {
  const gateway = await runningGateway(options.config);
  await gateway.reset(keyId);
  const what = keyId === undefined ? 'All breakers are' : `The breaker of ${keyId} is`;
  process.stdout.write(`${what} reset. An override stays until: npx switchgear breakers override <key_id> auto\n`);
}

async function override(keyId: string, mode: Mode, options: Options): Promise<void> {
  const gateway = await runningGateway(options.config);
  await gateway.override(keyId, mode);
  process.stdout.write(`The breaker of ${keyId} is now in mode ${mode}.\n`);
}

function render(views: readonly BreakerView[], now: number): string {
  const rows = views.map((view) => breakerRow(view, now));
  const headings = ['PROVIDER', 'KEY', 'STATE', 'WHY', 'PROBED IN', 'FAILURES', 'TRIPS', 'MODE'];
  return `${renderHeadedTable(headings, rows, painterFor(process.stdout)).join('\n')}\n`;
}

const stateStyles: Record<BreakerView['state'], Style> = { closed: 'green', half_open: 'yellow', open: 'red' };

export function breakerRow(view: BreakerView, now: number): Cell[] {
  return [
    view.provider,
    view.key_id,
    { text: view.state.replace('_', '-'), style: stateStyles[view.state] },
    view.open_reason ?? '',
    view.state === 'open' ? untilText(view.open_until ?? view.next_probe_at, now) : '',
    `${view.failure_count} of ${view.config.failure_threshold}`,
    String(view.trips),
    view.mode === 'auto' ? '' : view.mode,
  ];
}

function untilText(probeAt: string | null, now: number): string {
  if (probeAt === null) return 'no deadline';
  const left = Date.parse(probeAt) - now;
  return left <= 0 ? 'next request' : duration(Math.ceil(left / 1000));
}
