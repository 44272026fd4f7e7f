import { systemClock } from '@switchgear/breaker';
import { createKeyPool, type PoolEvent, type StateStore } from './keys/index.ts';
import type { GatewayOptions, ProviderOptions } from './options.ts';
import type { Backend } from './proxy/index.ts';
import { createUpstream, limitsOf } from './upstream/index.ts';

/** Makes a provider's upstream and its pool of keys, in the state that the store remembers. */
export function createBackend(
  provider: ProviderOptions,
  options: GatewayOptions,
  store: StateStore,
  onEvent: (event: PoolEvent) => void,
): Backend {
  const { name, displayName, simulated } = provider;
  const upstream = createUpstream(provider);
  const limits = limitsOf(provider.kind);
  const pool = createKeyPool({
    provider: name,
    accounts: provider.accounts,
    minimumActive: provider.minimumActive,
    breaker: options.breaker,
    rateRules: options.rateRules,
    limitScope: limits.scope,
    concurrencyOf: limits.concurrencyOf,
    queueLimit: options.queueLimit,
    queueTimeoutMs: options.queueTimeoutMs,
    idleProbeMs: options.idleProbeMs,
    quarantineProbeMs: options.quarantineProbeMs,
    clock: systemClock,
    store,
    onEvent,
  });
  return { name, displayName, simulated, upstream, pool };
}
