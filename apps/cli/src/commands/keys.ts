import type { Command } from 'commander';
import type { KeyView } from '../clients/gateway.ts';
import { painterFor, type Style } from '../screen/style.ts';
import { type Cell, renderHeadedTable } from '../screen/table.ts';
import { runningGateway } from './running.ts';

interface Options {
  readonly config?: string;
  readonly json?: boolean;
}

export function registerKeys(program: Command): void {
  const keys = program
    .command('keys')
    .description('show all keys and what they do')
    .option('-c, --config <file>', 'configuration')
    .option('--json', 'as the gateway answers it')
    .showHelpAfterError('Its subcommand is: rotate <provider>')
    .action(list);
  keys
    .command('rotate')
    .description('put the backup keys of a provider to use')
    .argument('<provider>', 'name of the provider')
    .action((provider: string) => rotate(provider, keys.opts()));
}

async function list(options: Options): Promise<void> {
  const gateway = await runningGateway(options.config);
  const views = await gateway.keys();
  if (options.json) {
    process.stdout.write(`${JSON.stringify({ keys: views }, null, 2)}\n`);
    return;
  }
  const lines = renderHeadedTable(
    ['PROVIDER', 'ACCOUNT', 'KEY', 'STATUS', 'IN FLIGHT', 'BREAKER'],
    views.map(keyRow),
    painterFor(process.stdout),
  );
  process.stdout.write(`${lines.join('\n')}\n`);
}

async function rotate(provider: string, options: Options): Promise<void> {
  const gateway = await runningGateway(options.config);
  const activated = await gateway.rotate(provider);
  process.stdout.write(
    activated.length === 0
      ? `${provider} has no backup key left. Add an account with backup: true to switchgear.yaml.\n`
      : `Now in use for ${provider}: ${activated.join(', ')}\n`,
  );
}

const statusStyles: Record<KeyView['status'], Style> = {
  active: 'green',
  resting: 'yellow',
  quarantined: 'red',
  backup: 'dim',
};

function keyRow(view: KeyView): Cell[] {
  return [
    view.provider,
    view.account,
    view.key_id,
    { text: view.status, style: statusStyles[view.status] },
    String(view.in_flight),
    view.state.replace('_', '-'),
  ];
}
