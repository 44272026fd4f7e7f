import * as z from 'zod';
import { GatewayError } from '../../proxy/index.ts';
import { parseObject } from '../body.ts';

export const modes = ['forced_open', 'disabled', 'metrics_only', 'auto'] as const;

export const overrideBody = z.strictObject({
  mode: z.enum(modes).describe('auto gives the breaker back to its own rules.'),
});

export const configBody = z
  .strictObject({
    failure_threshold: z.int().min(1).max(1_000_000).describe('Consecutive failures that open a breaker.'),
    success_threshold: z.int().min(1).max(1_000).describe('Successful probes that close it again.'),
    timeout_seconds: z.number().min(0.001).max(86_400).describe('First open time; doubles per consecutive trip.'),
    half_open_max_calls: z.int().min(1).max(1_000).describe('Probes at a time while half-open.'),
  })
  .partial()
  .refine((fields) => Object.keys(fields).length > 0, 'names no field: give at least one to change');

export const rotateBody = z.strictObject({
  provider: z.string().min(1),
  activate_backup: z.boolean().default(false).describe('Puts all backup keys of the provider to use.'),
});

export const auditQuery = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(50).describe('How many entries at most.'),
});

export type ConfigBody = z.infer<typeof configBody>;

/** @throws GatewayError 400 that names every field at fault. */
export function readBody<T extends z.ZodType>(schema: T, body: unknown): z.infer<T> {
  return read(schema, parseObject(body).value, 'body');
}

/** @throws GatewayError 400 that names every parameter at fault. */
export function readQuery<T extends z.ZodType>(schema: T, query: unknown): z.infer<T> {
  return read(schema, query, 'query');
}

function read<T extends z.ZodType>(schema: T, value: unknown, part: string): z.infer<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path, message }) => `${path.join('.') || `the ${part}`}: ${message}`);
  const param = result.error.issues[0]?.path.join('.');
  throw new GatewayError(400, 'invalid_request', `The ${part} is not valid. ${faults.join('. ')}.`, {
    param: param === '' ? undefined : param,
  });
}
