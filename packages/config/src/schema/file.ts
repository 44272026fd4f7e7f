import { z } from 'zod';
import { auditAgent, testWatcher } from './agents.ts';
import { breaker } from './breaker.ts';
import { secretSource } from './fields.ts';
import { gateway } from './gateway.ts';
import { links } from './links.ts';
import { alertmanager, console, prometheus, sandbox, trickle } from './programs.ts';
import { provider } from './provider.ts';

const fallback = z
  .strictObject({
    model: z.string().min(1).meta({ description: 'A model of a configured provider.' }),
    to: z.array(z.string().min(1)).min(1).meta({ description: 'Models to try instead, in this order.' }),
  })
  .meta({ description: 'Where requests for a model go when no key of its provider can take them.' });

/** Severities of alerts that people are told of. */
export const severities = ['critical', 'warning', 'info'] as const;
const ofSeverity = (severity: string) =>
  secretSource(`Where the address of the webhook for ${severity} alerts is. Unset, webhook is used.`).optional();
type Webhooks = Record<(typeof severities)[number], ReturnType<typeof ofSeverity>>;

const slack = z
  .strictObject({
    webhook: secretSource('Where the address of the incoming webhook is. Unset, SLACK_WEBHOOK_URL is read.').optional(),
    webhooks: z
      .strictObject(Object.fromEntries(severities.map((severity) => [severity, ofSeverity(severity)])) as Webhooks)
      .prefault({})
      .meta({
        description: 'A webhook of a Slack app posts to one channel, whatever a message asks for: one per severity.',
      }),
  })
  .prefault({})
  .meta({ description: 'Slack. Without a webhook, notifications go to the local inbox of the console.' });

/** switchgear.yaml as it is written. */
export const fileSchema = z
  .strictObject({
    state_dir: z.string().min(1).optional().meta({
      description:
        'Folder for state, logs and series; relative paths start at the folder of this file. Unset, .switchgear beside this file; without a file, in the working folder.',
    }),
    gateway,
    providers: z.array(provider).min(1).optional().meta({
      description:
        'Unset, deepseek and perplexity as far as their keys are in the environment; without any key both, simulated.',
    }),
    fallbacks: z.array(fallback).default([]).meta({ description: 'Failover across models and providers.' }),
    breaker,
    sandbox,
    prometheus,
    alertmanager,
    console,
    links,
    trickle,
    test_watcher: testWatcher,
    audit_agent: auditAgent,
    contacts: z.record(z.string().min(1), z.string().min(1)).default({}).meta({
      description: 'Whom to call: a name and a text each. They fill the escalation sections of the runbook.',
    }),
    slack,
  })
  .meta({ title: 'switchgear.yaml', description: 'Configuration of Switchgear.' });

export type FileConfig = z.output<typeof fileSchema>;
