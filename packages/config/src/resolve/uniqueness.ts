import { apiDownAlertName } from '../alert-name.ts';
import type { Config, Provider } from '../config.ts';
import type { Path } from '../document/parse.ts';
import { programs } from '../programs.ts';
import type { Context } from './context.ts';

type Report = Context['report'];

/** Everything that may stand only once, because a request, a label or a route chooses by it. */
export function checkUniqueness(providers: readonly Provider[], context: Context): void {
  const { report } = context;
  const names = once((name) => `the name ${name} is taken by another provider`, report);
  const models = once(
    (model, first) => `the model ${model} is already served by ${first}; a model chooses its provider`,
    report,
  );
  const alerts = once(
    (alert, first) => `the alert ${alert} would stand for ${first} too; choose another display_name`,
    report,
  );
  for (const [index, provider] of providers.entries()) {
    const path = ['providers', index];
    if (names(provider.name, provider.name, [...path, 'name'])) {
      const alert = apiDownAlertName({ name: provider.name, displayName: provider.display_name });
      alerts(alert, provider.name, [...path, 'display_name']);
    }
    for (const [at, model] of provider.models.entries()) models(model, provider.name, [...path, 'models', at]);
    for (const model of Object.keys(provider.prices ?? {})) {
      if (!provider.models.includes(model)) {
        report([...path, 'prices', model], `${provider.name} does not serve this model`);
      }
    }
    const accounts = once((account) => `the account ${account} is named twice`, report);
    for (const [at, account] of provider.accounts.entries()) {
      accounts(account.name, provider.name, [...path, 'accounts', at, 'name']);
    }
  }
  checkKeys(providers, report);
}

/** Across providers too: a key is addressed by its alias or its hash alone. */
function checkKeys(providers: readonly Provider[], report: Report): void {
  const secrets = once((_, first, owner) => `${owner} is the same key as ${first}; keep one of them`, report);
  const aliases = once(
    (alias, first, owner) => `${owner} has the same alias ${alias} as ${first}; choose another`,
    report,
  );
  for (const [index, provider] of providers.entries()) {
    for (const account of provider.accounts) {
      for (const { alias, secret, origin } of account.keys) {
        const owner = `${origin} (${provider.name}/${account.name})`;
        const isNew = secrets(secret.reveal(), owner, ['providers', index]);
        if (isNew && alias !== undefined) aliases(alias, owner, ['providers', index]);
      }
    }
  }
}

/** Two programs cannot listen on one port; 0 is any free one. */
export function checkPorts(config: Config, context: Context): void {
  const ports = once((port, first) => `port ${port} is already taken by ${first}; choose another`, context.report);
  for (const { name, section, port } of programs(config)) {
    if (port !== 0 && !context.isOmitted(section, 'port')) ports(String(port), name, [section, 'port']);
  }
}

/** Reports a value that it is given again; tells whether it is new. */
function once(message: (value: string, first: string, owner: string) => string, report: Report) {
  const seen = new Map<string, string>();
  return (value: string, owner: string, path: Path): boolean => {
    const first = seen.get(value);
    if (first === undefined) seen.set(value, owner);
    else report(path, message(value, first, owner));
    return first === undefined;
  };
}
