import { createHash } from 'node:crypto';

export interface PlantedKey {
  readonly id: string;
  readonly secret: string;
}

/** Keys whose every part is found nowhere by chance: 48 letters of a digest behind the provider's prefix. */
export const plantedKeys = {
  deepseek: plant('deepseek', 'sk-'),
  perplexity: plant('perplexity', 'pplx-'),
  acme: plant('acme', 'acme-'),
} as const;

/** The one token with which the gateway takes calls. */
export const plantedToken = `client-${createHash('sha512').update('planted token').digest('base64url').slice(0, 40)}`;

function plant(provider: string, prefix: string): PlantedKey[] {
  return [1, 2, 3].map((number) => ({
    id: `${provider}-${number}`,
    secret: prefix + createHash('sha512').update(`planted ${provider} ${number}`).digest('base64url').slice(0, 48),
  }));
}
