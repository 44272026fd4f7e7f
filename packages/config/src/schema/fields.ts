import { z } from 'zod';

const environmentName = /^[A-Za-z_][A-Za-z0-9_]*$/;

export const port = (preset: number, what: string) =>
  z
    .int()
    .min(0)
    .max(65_535)
    .default(preset)
    .meta({ description: `${what} 0 takes any free port.` });

export const host = () =>
  z
    .string()
    .min(1)
    .default('127.0.0.1')
    .meta({ description: 'Address to listen on. 127.0.0.1 keeps the program private to this machine.' });

export const seconds = (description: string, minimum = 0.001) =>
  z.number().min(minimum).max(86_400).meta({ description });

export const count = (description: string, minimum = 1, maximum = 1_000_000) =>
  z.int().min(minimum).max(maximum).meta({ description });

/** Where a secret is kept; exactly one of the two. The secret itself has no place in the file. */
export const secretSource = (description: string) =>
  z
    .strictObject({
      env: z.string().regex(environmentName).optional().meta({
        title: 'a name of letters, digits and underscores, such as MY_LLM_KEYS',
        description: 'Name of an environment variable.',
      }),
      file: z.string().min(1).optional().meta({
        description: 'Path of a file that only its owner can read; relative paths start at the folder of this file.',
      }),
    })
    .refine((source) => (source.env === undefined) !== (source.file === undefined), {
      error: 'expected either env: NAME or file: PATH, and only one of them',
    })
    .meta({ description, minProperties: 1, maxProperties: 1 });

export type SecretSource = { env?: string | undefined; file?: string | undefined };
