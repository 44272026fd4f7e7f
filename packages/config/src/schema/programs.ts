import { z } from 'zod';
import { host, port, seconds, secretSource } from './fields.ts';

const enabled = (preset: boolean) => z.boolean().default(preset).meta({ description: 'Whether it is started.' });

export const sandbox = z
  .strictObject({
    enabled: z.boolean().optional().meta({
      description: 'Whether it is started. Unset, it is when a provider is simulated.',
    }),
    host: host(),
    port: port(8010, 'Port of the simulated provider.'),
  })
  .prefault({})
  .meta({ description: 'The simulated provider.' });

export const prometheus = z
  .strictObject({
    enabled: enabled(true),
    host: host(),
    port: port(9090, 'Port of Prometheus.'),
    retention: z
      .string()
      .regex(/^[1-9][0-9]*(?:h|d|w|y)$/)
      .default('15d')
      .meta({
        title: 'a whole number and h, d, w or y (hours, days, weeks, years), such as 15d',
        description: 'How long series are kept.',
      }),
  })
  .prefault({})
  .meta({ description: 'Prometheus.' });

export const alertmanager = z
  .strictObject({ enabled: enabled(true), host: host(), port: port(9093, 'Port of Alertmanager.') })
  .prefault({})
  .meta({ description: 'Alertmanager.' });

export const console = z
  .strictObject({
    enabled: enabled(true),
    host: host(),
    port: port(3000, 'Port of the console.'),
    token: secretSource(
      'Password of the console, with any user name. Required to listen on an address that other machines reach.',
    ).optional(),
  })
  .prefault({})
  .meta({ description: 'The console: runbooks, dashboards, silences and the inbox of notifications.' });

export const trickle = z
  .strictObject({
    enabled: z.boolean().optional().meta({
      description:
        'Whether a few requests are sent all the time, so that there is something to see. Unset, only when every provider is simulated.',
    }),
    interval_seconds: seconds('Time between two requests.', 0.05).default(2),
  })
  .prefault({})
  .meta({ description: 'A trickle of requests.' });
