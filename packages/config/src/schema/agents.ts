import { z } from 'zod';
import { count, host, port, seconds } from './fields.ts';

const path = (description: string) => z.string().min(1).meta({ description });
const globs = (description: string) => z.array(z.string().min(1)).meta({ description });
const argv = (description: string) => z.array(z.string().min(1)).min(1).meta({ description });
const enabled = z.boolean().default(true).meta({ description: 'Whether it is started.' });
const tree = () =>
  path(
    'The tree to look after; relative paths start at the folder of this file. Unset, the example project.',
  ).optional();
const ignore = () => globs('What is not looked at, beside .gitignore and in its syntax.').default([]);
const dailyTokens = () =>
  count('Tokens of prompts and answers that it may use in a day (UTC).', 0, 1_000_000_000).default(200_000);
const model = (preset: string, what: string) => z.string().min(1).default(preset).meta({ description: what });

const analysis = z
  .strictObject({
    enabled: z.boolean().default(false).meta({
      description: 'Whether failures are explained by language models, through the gateway. Sends pieces of code.',
    }),
    cause_model: model('deepseek-flash', 'Asked for the cause.'),
    known_model: model('sonar', 'Asked for what is known about such a failure.'),
    daily_tokens: dailyTokens(),
  })
  .prefault({})
  .meta({
    description: 'Analysis of a failure that was not seen before. Secrets are removed before anything is sent.',
  });

const affects = z
  .strictObject({
    files: globs('Files.').min(1),
    tests: globs('Tests that a change of one of these files may break; an empty list says that there are none.'),
  })
  .meta({ description: 'A connection that no import shows.' });

export const testWatcher = z
  .strictObject({
    enabled,
    host: host(),
    port: port(8001, 'Port of TestWatcher.'),
    path: tree(),
    runner: z.enum(['vitest', 'pytest', 'command']).optional().meta({
      description: 'What runs the tests. Unset, it is recognised; command where a command is given.',
    }),
    command: argv(
      'Runs the tests and writes JUnit XML, without a shell. {tests} stands for the chosen test files, without it everything runs; {report} stands for the file to write.',
    ).optional(),
    environment: z.record(z.string().min(1), z.string()).default({}).meta({
      description: 'Variables for what runs the tests; for a command, {report} stands for the file to write here too.',
    }),
    junit: globs('Where a command that does not take {report} writes JUnit XML, relative to the tree.').default([]),
    tests: globs('Test files of a command, relative to the tree.')
      .min(1)
      .default(['**/*.{test,spec}.*', '**/test_*.*']),
    projects: globs('Projects of Vitest to run. Unset, all.').optional(),
    ignore: ignore(),
    affects: z.array(affects).default([]).meta({ description: 'Connections of files and tests that no import shows.' }),
    documentation: globs('Files whose change runs nothing, unless a test is known to read them.').optional(),
    sweep_seconds: seconds('Time between two sweeps of the whole tree, which find what file events missed.', 1).default(
      30,
    ),
    run_timeout_seconds: seconds('Longest time of one run; then it is ended with all its children.', 1).default(600),
    output_limit_bytes: count('Most output of one run; beyond it the run is ended.', 1000, 1_000_000_000).default(
      10_000_000,
    ),
    analysis,
  })
  .refine(({ runner, command }) => runner !== 'command' || command !== undefined, {
    error: 'runner: command needs a command',
  })
  .refine(({ runner, command }) => command === undefined || runner === undefined || runner === 'command', {
    error: 'expected a runner or a command, not both',
  })
  .prefault({})
  .meta({ description: 'TestWatcher, the agent that runs the affected tests of a tree.' });

function isPattern(text: string): boolean {
  try {
    new RegExp(text);
    return true;
  } catch {
    return false;
  }
}

const percent = (description: string) => z.number().min(0).max(100).meta({ description });

const coverage = z
  .strictObject({
    command: argv(
      'Runs all tests and writes a report of coverage, without a shell. Unset, reports are read.',
    ).optional(),
    timeout_seconds: seconds('Longest time of the command.', 1).default(900),
    reports: globs(
      'Where reports of coverage (Istanbul JSON, lcov, Cobertura, V8) are, relative to the tree. Unset, the usual places.',
    ).optional(),
    junit: globs(
      'Where the command writes JUnit XML, which tells which tests ran, whether they passed, and how long they took.',
    ).default([]),
    base: path('Branch or commit that patch coverage is measured against. Unset, the default branch.').optional(),
    drop_points: percent('A report that is this many points below the last audit starts one.').default(5),
  })
  .prefault({})
  .meta({ description: 'Coverage.' });

const gate = z
  .strictObject({
    minimum_percent: percent('Least coverage.').default(80),
    minimum_patch_percent: percent('Least coverage of changed lines. Unset, any.').optional(),
    max_drop_points: percent('How far it may fall below the last audit.').default(5),
  })
  .prefault({})
  .meta({ description: 'What switchgear audit --gate demands.' });

const comments = z
  .strictObject({
    enabled: z.boolean().default(false).meta({ description: 'Whether a language model comments on the numbers.' }),
    model: model('deepseek-flash', 'Asked for the comments.'),
    daily_tokens: dailyTokens(),
  })
  .prefault({})
  .meta({ description: 'Comments in the report, through the gateway. Numbers and paths are sent, no code.' });

export const auditAgent = z
  .strictObject({
    enabled,
    host: host(),
    port: port(8002, 'Port of AuditAgent.'),
    path: tree(),
    schedule: z.string().min(1).default('0 * * * *').meta({ description: 'When it audits, as a cron expression.' }),
    time_zone: z
      .string()
      .min(1)
      .optional()
      .meta({ description: 'Time zone of the schedule. Unset, that of the machine.' }),
    markers: globs(
      'Names of files that say that something is complete. Unset, *_COMPLETE.md, *_COMPLETION_REPORT.md, PHASE_*.md and MILESTONE_*.md.',
    ).optional(),
    statuses: globs('Values of status in the front matter of a Markdown file that say so too.').default(['complete']),
    milestones: z
      .array(z.string().min(1).refine(isPattern, { error: 'is no regular expression' }))
      .optional()
      .meta({
        description:
          'Regular expressions; a commit whose message matches one starts an audit. Unset, the words milestone, checkpoint and release.',
      }),
    ignore: ignore(),
    coverage,
    gate,
    comments,
  })
  .prefault({})
  .meta({ description: 'AuditAgent, the agent that audits coverage, completion markers and commits of a tree.' });
