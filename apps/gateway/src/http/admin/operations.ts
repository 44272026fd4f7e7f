import * as z from 'zod';
import { errorResponse, type Operation, type Response } from '../openapi/document.ts';
import { array, count, object, oneOf, text } from '../openapi/schemas.ts';
import { configBody, modes, overrideBody, rotateBody } from './body.ts';

const nullable = (type: string, description: string) => ({ type: [type, 'null'], description });
const time = (description: string) => ({ ...nullable('string', description), format: 'date-time' });
const state = oneOf('closed', 'half_open', 'open');
const openUntil = time('When an open breaker may be probed; null without a deadline or when not open.');
const openReason = nullable('string', 'failures, rate_limit, quarantine or override.');
const mode = oneOf(...modes);

const breaker = object({
  key_id: text('Alias or keyed hash, never a part of the key.'),
  provider: text(),
  state,
  mode,
  failure_count: count('Failures that count towards the threshold.'),
  success_count: count('Successful probes while half-open.'),
  trips: count('Times it opened since the start, except by override.'),
  calls: object({ success: count(), failure: count(), slow: count(), ignored: count(), rejected: count() }),
  open_reason: openReason,
  open_until: openUntil,
  next_probe_at: time('When it gets a free probe, unless a request probes it first; null when it needs none.'),
  retry_after_seconds: nullable('number', '0 when a call would be admitted now; null without a deadline.'),
  config: object({
    failure_threshold: count(),
    success_threshold: count(),
    timeout_seconds: { type: 'number' },
    half_open_max_calls: count(),
  }),
  transitions: array(
    object({ from: state, to: state, reason: text(), at: time('When it happened.'), open_until: openUntil }),
  ),
});

const key = object({
  key_id: text(),
  provider: text(),
  account: text(),
  backup: { type: 'boolean' },
  status: oneOf('active', 'resting', 'quarantined', 'backup'),
  state,
  mode,
  in_flight: count('Calls under way.'),
  open_reason: openReason,
  open_until: openUntil,
});

const one: Response = { description: 'The breaker after the change.', content: { 'application/json': breaker } };
const all: Response = {
  description: 'All breakers.',
  content: { 'application/json': object({ breakers: array(breaker) }) },
};

const bodyOf = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input' });

export const stats: Operation = {
  operationId: 'listBreakers',
  summary: 'State, counts and configuration of every breaker',
  tag: 'admin',
  responses: { 200: all },
};

export const resetAll: Operation = {
  operationId: 'resetBreakers',
  summary: 'Close all breakers and forget their failures',
  tag: 'admin',
  responses: { 200: all },
};

export const resetOne: Operation = {
  operationId: 'resetBreaker',
  summary: 'Close one breaker; a quarantined key returns',
  tag: 'admin',
  responses: { 200: one },
};

export const override: Operation = {
  operationId: 'overrideBreaker',
  summary: 'Take a breaker out of its own rules, or give it back to them',
  tag: 'admin',
  body: bodyOf(overrideBody),
  responses: { 200: one },
};

export const configureAll: Operation = {
  operationId: 'configureBreakers',
  summary: 'Change the configuration of all breakers at once; counters are kept',
  description: 'Holds until the gateway restarts: what shall last belongs into switchgear.yaml.',
  tag: 'admin',
  body: bodyOf(configBody),
  responses: { 200: all },
};

export const configureOne: Operation = {
  ...configureAll,
  operationId: 'configureBreaker',
  summary: 'Change the configuration of one breaker; counters are kept',
  responses: { 200: one },
};

export const listKeys: Operation = {
  operationId: 'listKeys',
  summary: 'All keys by id, with their status',
  tag: 'admin',
  responses: {
    200: { description: 'All keys.', content: { 'application/json': object({ keys: array(key) }) } },
  },
};

export const rotate: Operation = {
  operationId: 'rotateKeys',
  summary: 'Put backup keys to use',
  tag: 'admin',
  body: bodyOf(rotateBody),
  responses: {
    200: {
      description: 'The keys that were activated, and all keys of the provider.',
      content: { 'application/json': object({ provider: text(), activated: array(text()), keys: array(key) }) },
    },
    404: errorResponse('There is no such provider.'),
  },
};
