import { type Config, isLoopback } from '@switchgear/config';
import type { SupervisorStatus } from '../control/protocol.ts';
import { exposure } from './exposure.ts';
import type { Painter } from './style.ts';
import { type Cell, renderTable } from './table.ts';

/** The one screen that is shown when everything runs. */
export function renderOverview(
  config: Config,
  status: Pick<SupervisorStatus, 'programs'>,
  paint: Painter,
  detached: boolean,
): string {
  const sections = [
    [paint('bold', 'Switchgear is running.')],
    renderTable(
      status.programs.map((program) => programRow(program, config)),
      paint,
    ),
    providerLines(config, paint),
    clientLines(config, paint),
    ...exposureLines(config, paint),
    nextLines(config, paint),
    [detached ? 'It runs in the background. End it with: npx switchgear down' : 'Ctrl-C ends everything.'],
  ];
  return `\n${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** Says plainly where answers come from. */
export function providerLines(config: Config, paint: Painter): string[] {
  const simulated = config.providers.filter((provider) => provider.simulated).map((provider) => provider.display_name);
  const real = config.providers.filter((provider) => !provider.simulated);
  const lines = real.map((provider) => `${provider.display_name} is real: ${provider.base_url}`);
  if (simulated.length === 0) return lines;
  const verb = simulated.length === 1 ? 'is' : 'are';
  const why = real.length === 0 ? 'No key is configured: ' : '';
  lines.push(paint('yellow', `${why}${list(simulated)} ${verb} simulated by the sandbox.`));
  if (real.length === 0) {
    lines.push('For the real ones, set DEEPSEEK_API_KEYS or PERPLEXITY_API_KEYS and start again.');
  }
  return lines;
}

function programRow(program: SupervisorStatus['programs'][number], config: Config): Cell[] {
  const state: Cell = program.ready ? { text: 'ready', style: 'green' } : { text: program.state, style: 'yellow' };
  return [
    program.name,
    { text: program.url ?? '', style: 'cyan' },
    state,
    { text: noteOf(program.name, config), style: 'dim' },
  ];
}

function noteOf(name: string, config: Config): string {
  if (name === 'sandbox') return 'simulated providers, with faults on demand';
  if (name === 'console') {
    const { webhook } = config.slack;
    return `runbooks and dashboards${webhook === undefined ? '; notifications arrive in its inbox' : ''}`;
  }
  if (name === 'test-watcher') return `runs the tests of ${treeOf(config.test_watcher.path)}`;
  if (name === 'audit-agent') return `audits ${treeOf(config.audit_agent.path)}`;
  if (name === 'trickle') return `sends a request every ${config.trickle.interval_seconds} s`;
  return '';
}

function treeOf(path: string | undefined): string {
  return path ?? 'the example project, examples/shop';
}

function clientLines(config: Config, paint: Painter): string[] {
  const { host, port } = config.gateway;
  const models = config.providers.flatMap((provider) => provider.models);
  const shown = models.slice(0, 6).join(', ') + (models.length > 6 ? `, ... (${models.length})` : '');
  const key =
    config.gateway.client_tokens.length > 0
      ? 'one of your client tokens'
      : 'any text (no client tokens are configured)';
  return [
    paint('bold', 'Point an OpenAI client at it'),
    ...renderTable(
      [
        ['base URL', { text: `${gatewayUrl(config)}/v1`, style: 'cyan' }],
        ['API key', key],
        ['models', shown],
        ...(isLoopback(host) ? [] : [['listens on', `${host.includes(':') ? `[${host}]` : host}:${port}`]]),
      ],
      paint,
    ),
  ];
}

/** A section that is only there when it has to be. */
function exposureLines(config: Config, paint: Painter): string[][] {
  const warning = exposure(config);
  return warning === undefined ? [] : [[paint('red', warning)]];
}

function nextLines(config: Config, paint: Painter): string[] {
  const rows: Cell[][] = [];
  const victim = config.providers.find((provider) => provider.simulated)?.accounts[0]?.keys[0]?.alias;
  if (config.sandbox.enabled && victim !== undefined) {
    rows.push([`npx switchgear fault ${victim} rate_limit`, { text: 'make a key fail', style: 'dim' }]);
  }
  rows.push(
    ...(config.simulated
      ? [['npm run demo', { text: 'a guided tour: a key fails, the alert arrives', style: 'dim' } as const]]
      : []),
    ['npm run test-alerts', { text: 'provoke alerts, and put everything back', style: 'dim' }],
    ['npx switchgear breakers', { text: 'see which keys rest, and for how long', style: 'dim' }],
    ['npx switchgear status', { text: 'programs, providers and keys at a glance', style: 'dim' }],
    ['npx switchgear logs -f gateway', { text: 'follow a log', style: 'dim' }],
  );
  return [paint('bold', 'Try next'), ...renderTable(rows, paint), '', ...curlLines(config)];
}

function curlLines(config: Config): string[] {
  const model = config.providers[0]?.models[0] ?? 'deepseek-flash';
  const body = JSON.stringify({ model, messages: [{ role: 'user', content: 'Hello' }] });
  const token = config.gateway.client_tokens.length > 0 ? ` -H "authorization: Bearer $TOKEN"` : '';
  return [
    `  curl ${gatewayUrl(config)}/v1/chat/completions -H "content-type: application/json"${token} \\`,
    `    -d '${body}'`,
  ];
}

function gatewayUrl({ gateway: { host, port } }: Config): string {
  const local = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${local.includes(':') ? `[${local}]` : local}:${port}`;
}

function list(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
