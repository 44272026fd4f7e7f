import { mkdirSync } from 'node:fs';
import { type BreakerOptions, failureRate, slowCallRate, type TripRule } from '@switchgear/breaker';
import {
  type Config,
  keyId,
  loadConfig,
  type Provider,
  readAdminToken,
  readKeySalt,
  type Secret,
} from '@switchgear/config';
import { createLogger, runService } from '@switchgear/service';
import { createGateway } from './app.ts';
import type { GatewayOptions, ProviderOptions } from './options.ts';
import type { Prices } from './upstream/index.ts';

await runService(async () => createGateway(gatewayOptions(await loadConfig())), { name: 'gateway' });

function gatewayOptions(config: Config): GatewayOptions {
  const { gateway, breaker } = config;
  mkdirSync(config.state_dir, { recursive: true, mode: 0o700 });
  const salt = readKeySalt(config);
  const clientTokens = gateway.client_tokens.map((token) => token.reveal());
  const adminToken = readAdminToken(config).reveal();
  const providers = config.providers.map((provider) => providerOptions(provider, salt));
  const keys = providers.flatMap(({ accounts }) => accounts.flatMap((account) => account.keys));
  return {
    host: gateway.host,
    port: gateway.port,
    bodyLimitBytes: gateway.body_limit_bytes,
    clientTokens,
    adminToken,
    providers,
    fallbacks: config.fallbacks,
    breaker: breakerOptions(config),
    rateRules: rateRules(breaker),
    deadlines: {
      firstTokenMs: gateway.deadlines.first_token_seconds * 1000,
      idleMs: gateway.deadlines.idle_seconds * 1000,
      totalMs: gateway.deadlines.total_seconds * 1000,
    },
    queueLimit: gateway.queue_limit,
    queueTimeoutMs: gateway.queue_timeout_seconds * 1000,
    idleProbeMs: breaker.idle_probe_seconds * 1000,
    quarantineProbeMs: breaker.quarantine_probe_seconds * 1000,
    stateDir: config.state_dir,
    logger: createLogger({
      name: 'gateway',
      secrets: [...clientTokens, adminToken, ...keys.map(({ secret }) => secret)],
    }),
  };
}

function providerOptions(provider: Provider, salt: Secret): ProviderOptions {
  const { name, kind, models, simulated, prices } = provider;
  return {
    name,
    kind,
    models,
    simulated,
    displayName: provider.display_name,
    baseUrl: provider.base_url,
    minimumActive: provider.minimum_active_keys,
    accounts: provider.accounts.map((account) => ({
      name: account.name,
      backup: account.backup,
      maxConcurrent: account.max_concurrent,
      keys: account.keys.map(({ alias, secret }) => ({ id: alias ?? keyId(secret, salt), secret: secret.reveal() })),
    })),
    ...(prices === undefined ? {} : { prices: mapPrices(prices) }),
  };
}

function mapPrices(prices: NonNullable<Provider['prices']>): Prices {
  return Object.fromEntries(
    Object.entries(prices).map(([model, { input, cached_input: cached, output }]) => [
      model,
      { input, output, ...(cached === undefined ? {} : { cachedInput: cached }) },
    ]),
  );
}

function breakerOptions({ breaker, gateway }: Config): BreakerOptions {
  const { open_growth: growth } = breaker;
  return {
    failureThreshold: breaker.failure_threshold,
    successThreshold: breaker.success_threshold,
    timeoutMs: breaker.timeout_seconds * 1000,
    halfOpenMaxCalls: breaker.half_open_max_calls,
    // The deadlines end every call, probes too; the expiry is a net below them.
    probeExpiryMs: (gateway.deadlines.total_seconds + 10) * 1000,
    retryAfterCapMs: breaker.retry_after_cap_seconds * 1000,
    openGrowth: { factor: growth.factor, maxMultiplier: growth.max_multiplier, jitter: growth.jitter },
    ...(breaker.ramp_seconds !== undefined && { ramp: { durationMs: breaker.ramp_seconds * 1000 } }),
  };
}

/** The rules that trip a breaker beside consecutive failures. */
function rateRules({ failure_rate: failing, slow_call_rate: slow }: Config['breaker']): TripRule[] {
  const shared = (rule: NonNullable<typeof failing | typeof slow>) => ({
    rate: rule.threshold,
    minimumCalls: rule.minimum_calls,
    ...(rule.window_seconds === undefined
      ? { windowCalls: rule.window_calls ?? 100 }
      : { windowMs: rule.window_seconds * 1000 }),
  });
  return [
    ...(failing === undefined ? [] : [failureRate(shared(failing))]),
    ...(slow === undefined ? [] : [slowCallRate({ ...shared(slow), slowCallMs: slow.slower_than_seconds * 1000 })]),
  ];
}
