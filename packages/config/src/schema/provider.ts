import { z } from 'zod';
import { count, secretSource } from './fields.ts';

/** Names become metric labels and parts of file names and routes. */
const name = (description: string) =>
  z
    .string()
    .regex(/^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$/)
    .meta({
      title: 'a text of small letters, digits, dots, dashes and underscores, such as my-llm',
      description,
    });

const usd = (description: string) => z.number().min(0).max(100_000).meta({ description });

const price = z
  .strictObject({
    input: usd('USD per million input tokens.'),
    cached_input: usd(
      'USD per million input tokens read from the cache; unset, they cost as much as input.',
    ).optional(),
    output: usd('USD per million output tokens.'),
  })
  .meta({ description: 'Prices of a model.' });

const keys = () =>
  secretSource('Where the keys are: a list separated by commas, blanks or new lines, each KEY or ALIAS=KEY.');

const account = z
  .strictObject({
    name: name('Name of the account.'),
    max_concurrent: count('Calls that the provider lets this account have under way at once.').optional(),
    backup: z.boolean().default(false).meta({
      description: 'Keys that wait until the active ones fall below minimum_active_keys.',
    }),
    keys: keys(),
  })
  .meta({ description: 'Keys that share limits and credit.' });

const kinds = ['deepseek', 'perplexity', 'openai'] as const;

export const provider = z
  .strictObject({
    name: name('Name of the provider: the value of the metric labels provider and api.'),
    kind: z.enum(kinds).optional().meta({
      description:
        'The API it speaks; openai is any OpenAI-compatible server. Unset, it is the name, if that is one of them.',
    }),
    display_name: z
      .string()
      .regex(/^\P{Cc}{1,64}$/u)
      .optional()
      .meta({ title: 'a text of at most 64 characters on one line', description: 'Name for people.' }),
    base_url: z
      .url({ protocol: /^https?$/ })
      .optional()
      .meta({
        description: 'Where the API is. Required for kind openai, else the official address.',
      }),
    models: z.array(z.string().min(1).max(200)).min(1).optional().meta({
      description: 'Models served by this provider. Required for kind openai, else the documented ones.',
    }),
    simulated: z.boolean().optional().meta({
      description: 'true points the provider at the sandbox with three simulated keys; false insists on real keys.',
    }),
    keys: keys().optional(),
    accounts: z.array(account).min(1).optional().meta({
      description: 'Accounts with their keys, instead of keys.',
    }),
    minimum_active_keys: count('Backups are activated when fewer active keys than this can be used.', 0).default(1),
    prices: z.record(z.string(), price).optional().meta({
      description: 'Prices by model, for api_cost_usd_total; where the provider sends the cost, that is used.',
    }),
  })
  .refine((entry) => entry.keys === undefined || entry.accounts === undefined, {
    error: 'expected keys or accounts, not both',
  })
  .meta({ description: 'An LLM provider.' })
  .transform((entry, context) => {
    const kind = entry.kind ?? kinds.find((one) => one === entry.name);
    if (kind !== undefined) return { ...entry, kind };
    context.issues.push({ code: 'invalid_value', values: [...kinds], input: undefined, path: ['kind'] });
    return z.NEVER;
  });

export type ProviderEntry = z.output<typeof provider>;
export type ProviderKind = (typeof kinds)[number];
export type Price = z.output<typeof price>;
