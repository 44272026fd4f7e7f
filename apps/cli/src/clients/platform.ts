import type { Config } from '@switchgear/config';
import type { AlertmanagerClient } from './alertmanager.ts';
import type { Caller } from './caller.ts';
import type { ConsoleClient } from './console.ts';
import type { GatewayClient } from './gateway.ts';
import type { PrometheusClient } from './prometheus.ts';
import type { SandboxClient } from './sandbox.ts';

/** What an alert passes through, from the key that fails to the person who reads of it. */
export interface Platform {
  readonly config: Config;
  readonly caller: Caller;
  readonly gateway: GatewayClient;
  /** Undefined where every provider is real. */
  readonly sandbox: SandboxClient | undefined;
  readonly prometheus: PrometheusClient;
  readonly alertmanager: AlertmanagerClient;
  /** Undefined where it is disabled. */
  readonly console: ConsoleClient | undefined;
}
