import type { FileConfig, severities } from './schema/file.ts';
import type { Price, ProviderKind } from './schema/provider.ts';
import type { NamedKey } from './secrets/parse-list.ts';
import type { Secret } from './secrets/secret.ts';

export type { NamedKey, Price, ProviderKind };

/** Keys of a provider that share limits and credit. */
export interface Account {
  name: string;
  /** Calls that may be under way at once on the account; unset, no limit. */
  max_concurrent?: number;
  keys: NamedKey[];
  /** The keys wait until the active ones fall below `minimum_active_keys`. */
  backup: boolean;
}

export interface Provider {
  name: string;
  kind: ProviderKind;
  display_name: string;
  /** Address of the API, without a slash at its end. */
  base_url: string;
  models: string[];
  /** Answers come from the sandbox. */
  simulated: boolean;
  accounts: Account[];
  minimum_active_keys: number;
  /** USD per million tokens, by model. */
  prices?: Record<string, Price>;
}

export interface Fallback {
  model: string;
  to: string[];
}

/** switchgear.yaml and the secrets it names, checked, with every default filled in. Read-only by convention. */
export interface Config
  extends Omit<
    FileConfig,
    'state_dir' | 'gateway' | 'providers' | 'sandbox' | 'console' | 'links' | 'trickle' | 'slack'
  > {
  /** Absolute path of the file; undefined when there is none. */
  file: string | undefined;
  /** Absolute path of the folder for state, logs and series. */
  state_dir: string;
  /** Whether any provider is simulated. */
  simulated: boolean;
  gateway: Omit<FileConfig['gateway'], 'client_tokens'> & { client_tokens: Secret[] };
  providers: Provider[];
  sandbox: { enabled: boolean; host: string; port: number };
  console: Omit<FileConfig['console'], 'token'> & { token?: Secret };
  /** Base addresses of the links in alerts, without a slash at the end. */
  links: { console: string; dashboards: string; prometheus: string; alertmanager: string };
  trickle: { enabled: boolean; interval_seconds: number };
  /** Webhooks of single severities go before the common one. */
  slack: { webhook?: Secret; webhooks: Partial<Record<(typeof severities)[number], Secret>> };
}
