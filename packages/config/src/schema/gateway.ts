import { z } from 'zod';
import { count, host, port, seconds, secretSource } from './fields.ts';

const deadlines = z
  .strictObject({
    first_token_seconds: seconds('Longest wait for the first token; keep-alive comments do not extend it.').default(60),
    idle_seconds: seconds('Longest pause between two tokens of a stream.').default(60),
    total_seconds: seconds('Longest life of one call to a provider.').default(600),
  })
  .prefault({})
  .meta({ description: 'Deadlines of one call to a provider.' });

export const gateway = z
  .strictObject({
    host: host(),
    port: port(8000, 'Port of the gateway.'),
    body_limit_bytes: count('Largest request body; a larger one is answered 413.', 1024, 1_000_000_000).default(
      20_000_000,
    ),
    client_tokens: secretSource(
      'Tokens that clients must send as a bearer; a list like the keys. Unset, every client that reaches the port is served.',
    ).optional(),
    queue_limit: count('Requests that may wait for a free slot of a key, per provider; 0 lets none wait.', 0).default(
      100,
    ),
    queue_timeout_seconds: seconds('Longest wait for a free slot; after it the request is refused.').default(10),
    deadlines,
  })
  .prefault({})
  .meta({ description: 'The gateway.' });
