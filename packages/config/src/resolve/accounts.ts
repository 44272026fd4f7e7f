import type { Account } from '../config.ts';
import type { Path } from '../document/parse.ts';
import type { ProviderEntry } from '../schema/provider.ts';
import { parseList } from '../secrets/parse-list.ts';
import { readSource, type SecretText } from '../secrets/read-source.ts';
import { Secret } from '../secrets/secret.ts';
import type { Context } from './context.ts';
import { keysVariable, simulatedKeyCount, simulatedKeyPrefix } from './presets.ts';

/** Accounts of a provider from whatever names its keys; empty when nothing does. */
export function resolveAccounts(entry: ProviderEntry, path: Path, context: Context): Account[] {
  if (entry.accounts) {
    return entry.accounts.map(({ name, max_concurrent, backup, keys }, index) => {
      const place = [...path, 'accounts', index, 'keys'];
      const account: Account = { name, keys: readKeys(readSource(keys, place, context), place, context), backup };
      if (max_concurrent !== undefined) account.max_concurrent = max_concurrent;
      return account;
    });
  }
  const place = entry.keys ? [...path, 'keys'] : [keysVariable(entry.name)];
  const text = entry.keys ? readSource(entry.keys, place, context) : environmentText(entry.name, context);
  return readKeys(text, place, context).map((key, index) => ({
    name: key.alias ?? `${entry.name}-${index + 1}`,
    keys: [key],
    backup: false,
  }));
}

/** Whether the environment holds keys for a provider of this name. */
export function hasEnvironmentKeys(name: string, context: Context): boolean {
  return environmentText(name, context) !== undefined;
}

/** Accounts that the sandbox knows. */
export function simulatedAccounts(provider: string): Account[] {
  return Array.from({ length: simulatedKeyCount }, (_, index) => {
    const alias = `${provider}-${index + 1}`;
    const secret = new Secret(simulatedKeyPrefix + alias);
    return { name: alias, keys: [{ alias, secret, origin: 'the sandbox' }], backup: false };
  });
}

function environmentText(provider: string, context: Context): SecretText | undefined {
  const origin = keysVariable(provider);
  const text = context.env[origin];
  return text === undefined || text.trim() === '' ? undefined : { text, origin };
}

function readKeys(text: SecretText | undefined, place: Path, context: Context) {
  return text === undefined ? [] : parseList(text, (message) => context.report(place, message));
}
