import type { BreakerOptions, TripRule } from '@switchgear/breaker';
import type { Logger } from '@switchgear/service';
import type { AccessOptions } from './http/index.ts';
import type { AccountOptions } from './keys/index.ts';
import type { Fallback } from './proxy/index.ts';
import type { Deadlines, UpstreamOptions } from './upstream/index.ts';

/** Everything the gateway needs to know; main.ts fills it from the configuration, tests by hand. */
export interface GatewayOptions extends AccessOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly bodyLimitBytes: number;
  readonly providers: readonly ProviderOptions[];
  readonly fallbacks: readonly Fallback[];
  /** For every key's breaker, without trip rules: consecutive failures, and the following beside them. */
  readonly breaker: BreakerOptions;
  readonly rateRules: readonly TripRule[];
  readonly deadlines: Deadlines;
  readonly queueLimit: number;
  readonly queueTimeoutMs: number;
  readonly idleProbeMs: number;
  readonly quarantineProbeMs: number;
  /** Folder for the state file and the audit log. */
  readonly stateDir: string;
  readonly logger: Logger;
}

export interface ProviderOptions extends UpstreamOptions {
  /** Whether its answers come from the sandbox; shown wherever the provider is. */
  readonly simulated: boolean;
  readonly accounts: readonly AccountOptions[];
  readonly minimumActive: number;
}
