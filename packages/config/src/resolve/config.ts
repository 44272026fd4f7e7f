import { resolve } from 'node:path';
import type { Config } from '../config.ts';
import type { Path } from '../document/parse.ts';
import type { SecretSource } from '../schema/fields.ts';
import { type FileConfig, severities } from '../schema/file.ts';
import { parseList } from '../secrets/parse-list.ts';
import { readSource } from '../secrets/read-source.ts';
import { Secret } from '../secrets/secret.ts';
import { resolveConsole, resolveLinks } from './console.ts';
import type { Context } from './context.ts';
import { checkFallbacks } from './fallbacks.ts';
import { resolveProviders } from './providers.ts';
import { checkPorts, checkUniqueness } from './uniqueness.ts';

/** Fills in what depends on secrets and on other settings, and reports what does not fit together. */
export function resolveConfig(written: FileConfig, file: string | undefined, context: Context): Config {
  const { gateway, sandbox, trickle, fallbacks, breaker, prometheus, alertmanager, contacts } = written;
  const treeOf = <T extends { path?: string | undefined }>(agent: T): T =>
    agent.path === undefined ? agent : { ...agent, path: resolve(context.folder, agent.path) };
  const providers = resolveProviders(written, context);
  const simulated = providers.some((provider) => provider.simulated);
  const slack = resolveSlack(written, context);
  const config: Config = {
    file,
    state_dir: resolve(context.folder, written.state_dir ?? '.switchgear'),
    simulated,
    gateway: { ...gateway, client_tokens: resolveTokens(written, context) },
    providers,
    fallbacks,
    breaker,
    sandbox: { ...sandbox, enabled: sandbox.enabled ?? simulated },
    prometheus,
    alertmanager,
    console: resolveConsole(written, context),
    links: resolveLinks(written, context),
    trickle: { ...trickle, enabled: trickle.enabled ?? providers.every((provider) => provider.simulated) },
    test_watcher: treeOf(written.test_watcher),
    audit_agent: treeOf(written.audit_agent),
    contacts,
    slack,
  };
  if (/[*?[\]]/.test(config.state_dir)) {
    context.report(
      ['state_dir'],
      `Prometheus takes * ? [ ] in ${config.state_dir} for a pattern; choose another folder`,
    );
  }
  const isEverySeverityTold = severities.every((severity) => (slack.webhooks[severity] ?? slack.webhook) !== undefined);
  if (config.alertmanager.enabled && !config.console.enabled && !isEverySeverityTold) {
    context.report(
      ['console', 'enabled'],
      'without the console notifications arrive nowhere; set slack.webhook, or true',
    );
  }
  checkUniqueness(providers, context);
  checkFallbacks(fallbacks, providers, context);
  checkPorts(config, context);
  return config;
}

function resolveTokens(written: FileConfig, context: Context): Secret[] {
  const source = written.gateway.client_tokens;
  const path = ['gateway', 'client_tokens'];
  const text = source && readSource(source, path, context);
  return text ? parseList(text, (message) => context.report(path, message)).map((token) => token.secret) : [];
}

function resolveSlack({ slack }: FileConfig, context: Context): Config['slack'] {
  const fallback = context.env.SLACK_WEBHOOK_URL ? { env: 'SLACK_WEBHOOK_URL' } : undefined;
  const webhook = resolveWebhook(slack.webhook ?? fallback, ['slack', 'webhook'], context);
  const webhooks = severities.flatMap((severity) => {
    const found = resolveWebhook(slack.webhooks[severity], ['slack', 'webhooks', severity], context);
    return found === undefined ? [] : [[severity, found]];
  });
  return { ...(webhook !== undefined && { webhook }), webhooks: Object.fromEntries(webhooks) };
}

function resolveWebhook(source: SecretSource | undefined, path: Path, context: Context): Secret | undefined {
  const text = source && readSource(source, path, context);
  if (!text) return undefined;
  const address = text.text.trim();
  if (!/^https?:\/\/\S+$/i.test(address) || !URL.canParse(address)) {
    context.report(path, `${text.origin} does not hold one address that starts with https://`);
  }
  return new Secret(address);
}
