interface Preset {
  readonly displayName: string;
  readonly baseUrl: string;
  readonly models: readonly string[];
}

// https://api-docs.deepseek.com
const deepseek: Preset = {
  displayName: 'DeepSeek',
  baseUrl: 'https://api.deepseek.com',
  models: ['deepseek-flash', 'deepseek-v4-pro'],
};

// https://docs.perplexity.ai/docs/agent-api/models; the Sonar names are those of the former chat API, and the Agent
// API adds further makers' models, which the file can name.
const perplexity: Preset = {
  displayName: 'Perplexity',
  baseUrl: 'https://api.perplexity.ai',
  models: ['sonar', 'sonar-pro', 'sonar-reasoning-pro', 'sonar-deep-research', 'perplexity/sonar'],
};

/** What is known about the providers that have an adapter of their own. */
export const presets: ReadonlyMap<string, Preset> = new Map(Object.entries({ deepseek, perplexity }));

export const simulatedKeyCount = 3;
export const simulatedKeyPrefix = 'sk-sandbox-';

/** The variable that holds a provider's keys unless the file says otherwise: `my-llm` → `MY_LLM_API_KEYS`. */
export function keysVariable(provider: string): string {
  return `${provider.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')}_API_KEYS`;
}
