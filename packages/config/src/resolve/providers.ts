import type { Account, Provider } from '../config.ts';
import type { Path } from '../document/parse.ts';
import type { FileConfig } from '../schema/file.ts';
import { type ProviderEntry, provider as providerSchema } from '../schema/provider.ts';
import { hasEnvironmentKeys, resolveAccounts, simulatedAccounts } from './accounts.ts';
import type { Context } from './context.ts';
import { keysVariable, presets } from './presets.ts';
import { checkUrl, programUrl, withoutSlash } from './url.ts';

/** The providers with their keys. Without any key anywhere, they are simulated. */
export function resolveProviders(file: FileConfig, context: Context): Provider[] {
  const entries = file.providers ?? defaultEntries(context);
  const simulateAll = !entries.some((entry) => namesKeys(entry) || hasEnvironmentKeys(entry.name, context));
  return entries.map((entry, index) => resolveProvider(entry, ['providers', index], simulateAll, file, context));
}

function defaultEntries(context: Context): ProviderEntry[] {
  const both = [...presets.keys()].map((name) => providerSchema.parse({ name }));
  const withKeys = both.filter((entry) => hasEnvironmentKeys(entry.name, context));
  return withKeys.length > 0 ? withKeys : both;
}

function namesKeys(entry: ProviderEntry): boolean {
  return entry.keys !== undefined || entry.accounts !== undefined;
}

function resolveProvider(
  entry: ProviderEntry,
  path: Path,
  simulateAll: boolean,
  file: FileConfig,
  context: Context,
): Provider {
  const preset = presets.get(entry.kind);
  const simulated = entry.simulated ?? (simulateAll && entry.kind !== 'openai');
  const models = entry.models ?? [...(preset?.models ?? [])];
  if (models.length === 0) context.report(path, 'models is missing; a provider of kind openai must name its models');
  const baseUrl = entry.base_url ?? (simulated ? programUrl(file.sandbox) : preset?.baseUrl);
  if (baseUrl === undefined) {
    context.report(path, 'base_url is missing; a provider of kind openai must name its address');
  } else {
    checkUrl(baseUrl, [...path, 'base_url'], context, 'name the key under keys');
  }
  const accounts = simulated ? simulatedAccounts(entry.name) : resolveAccounts(entry, path, context);
  if (!simulated && !namesKeys(entry) && !hasEnvironmentKeys(entry.name, context)) {
    context.report(
      path,
      `no key for ${entry.name}; set ${keysVariable(entry.name)}, name them under keys or accounts, or write simulated: true`,
    );
  }
  checkAccounts(accounts, entry, path, context);
  const resolved: Provider = {
    name: entry.name,
    kind: entry.kind,
    display_name: entry.display_name ?? presets.get(entry.name)?.displayName ?? titled(entry.name),
    base_url: withoutSlash(baseUrl ?? ''),
    models,
    simulated,
    accounts,
    minimum_active_keys: entry.minimum_active_keys,
  };
  if (entry.prices) resolved.prices = entry.prices;
  return resolved;
}

function checkAccounts(accounts: readonly Account[], entry: ProviderEntry, path: Path, context: Context): void {
  const keys = accounts.reduce((sum, account) => sum + account.keys.length, 0);
  if (accounts.length > 0 && accounts.every((account) => account.backup)) {
    context.report([...path, 'accounts'], 'every account is a backup; one at least must be active');
  }
  if (keys > 0 && entry.minimum_active_keys > keys) {
    context.report(
      [...path, 'minimum_active_keys'],
      `expected at most the number of keys (${keys}), found ${entry.minimum_active_keys}`,
    );
  }
}

/** `my-llm` → `My Llm`. */
function titled(name: string): string {
  return name
    .split(/[-_.]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
}
