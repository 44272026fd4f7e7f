import { type Config, isLoopback } from '@switchgear/config';

/** Warns when whoever reaches this machine may use its keys; undefined when there is no cause. */
export function exposure({ gateway }: Pick<Config, 'gateway'>): string | undefined {
  if (isLoopback(gateway.host) || gateway.client_tokens.length > 0) return undefined;
  return `The gateway listens on ${gateway.host}: anyone who reaches this machine can spend your keys. Set gateway.client_tokens, or gateway.host: 127.0.0.1.`;
}
