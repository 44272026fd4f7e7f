import type { Platform } from '../../support/platform.ts';

/** What an upstream can be made to do to one key. */
export type KeyFault =
  | { readonly kind: 'rate_limit'; readonly retryAfterSeconds?: number }
  | { readonly kind: 'unauthorized' }
  | { readonly kind: 'payment_required' }
  | { readonly kind: 'server_error' }
  /** A stream that breaks after its first tokens. */
  | { readonly kind: 'cut_stream' }
  /** The same for a chat stream that has only told its role yet. */
  | { readonly kind: 'cut_before_first_token' }
  /** A stream that begins and does not end while the test runs. */
  | { readonly kind: 'endless_stream' };

export type ProviderName = 'deepseek' | 'perplexity';

/** An upstream and a platform in front of it, as the suite sees them. */
export interface UpstreamDriver {
  readonly platform: Platform;
  /** Ids of three keys per provider. */
  readonly keys: Readonly<Record<ProviderName, readonly [string, string, string]>>;
  /** A model of each provider, and one for a client of no particular provider. */
  readonly models: Readonly<Record<ProviderName | 'generic', string>>;
  /** A model of DeepSeek whose requests may fall back to Perplexity. */
  readonly modelWithFallback: string;
  /** Put into a prompt, makes the upstream fail on it whatever the key. */
  readonly poison: string;
  /** What clients must send as their key. */
  readonly clientToken: string;
  /** Keys and tokens that must show nowhere; none where keys are no secrets. */
  readonly secrets: readonly string[];
  setFault(keyId: string, fault: KeyFault): Promise<void>;
  clearFaults(): Promise<void>;
  /** Calls for answers that reached the upstream with a key, and how many of them the gateway gave up in the middle. */
  callsOf(keyId: string): Promise<{ readonly calls: number; readonly aborted: number }>;
  /** What a model answers to a prompt of one user message. */
  answerTo(model: string, prompt: string): string;
  stop(): Promise<void>;
}

/** Open times in seconds rather than minutes, no probes of its own and no trickle: what the suite does is all there is. */
export const quickSettings = {
  gateway: {
    body_limit_bytes: 100_000,
    deadlines: { first_token_seconds: 5, idle_seconds: 5, total_seconds: 20 },
  },
  breaker: {
    failure_threshold: 3,
    success_threshold: 2,
    timeout_seconds: 1,
    half_open_max_calls: 1,
    open_growth: { factor: 1, jitter: 0 },
    idle_probe_seconds: 600,
  },
  trickle: { enabled: false },
} as const;
