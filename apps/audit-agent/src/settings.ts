import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { agentTree, type Config, gatewayAccess, programs, readAdminToken } from '@switchgear/config';
import { coverageGlobs } from '@switchgear/worktree';
import type { GateRules } from './gate/judge.ts';
import type { AuditAgentOptions } from './options.ts';
import { defaultMarkerRules } from './triggers/markers/rules.ts';

/** The project that is looked after where none is named. */
const example = join(import.meta.dirname, '..', '..', '..', 'examples', 'shop');

/** What no tree keeps its documents in, whether .gitignore says so or not. */
const alwaysIgnored = ['node_modules/', '.switchgear/', '.venv/'];

export interface Arguments {
  readonly path?: string | undefined;
  readonly terminal?: boolean | undefined;
}

/**
 * What the configuration and the command line make of AuditAgent.
 *
 * @throws SwitchgearConfigError `tree_missing`, `state_file`
 */
export function settingsOf(config: Config, args: Arguments): Omit<AuditAgentOptions, 'logger'> {
  const { audit_agent: section } = config;
  const { coverage, comments } = section;
  const tree = agentTree(config, 'audit-agent', args.path ?? section.path ?? (args.terminal ? '.' : example));
  const { root, stateDir } = tree;
  const isExample = root === example && coverage.command === undefined;
  const watcher = programs(config).find(({ name }) => name === 'test-watcher');
  const ignore = [...alwaysIgnored, ...tree.ownState, ...section.ignore];
  return {
    root,
    stateDir,
    host: section.host,
    port: section.port,
    adminToken: readAdminToken(config).reveal(),
    schedule: section.schedule,
    timeZone: section.time_zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    markers: { names: section.markers ?? defaultMarkerRules.names, statuses: section.statuses },
    ...(section.milestones !== undefined && { milestones: section.milestones }),
    ignore,
    audit: {
      ...(isExample ? exampleCoverage() : { command: coverage.command, junit: coverage.junit }),
      timeoutMs: coverage.timeout_seconds * 1000,
      reports: coverage.reports ?? coverageGlobs,
      base: coverage.base,
      ignore,
    },
    dropPoints: coverage.drop_points,
    rules: rulesOf(section),
    testWatcher: watcher?.url.replace(/\/$/, ''),
    ...(comments.enabled && {
      comments: { ...gatewayAccess(config), model: comments.model, dailyTokens: comments.daily_tokens },
    }),
  };
}

/** What `switchgear audit --gate` demands. */
function rulesOf({ gate }: Config['audit_agent']): GateRules {
  return {
    minimumPercent: gate.minimum_percent,
    maxDropPoints: gate.max_drop_points,
    ...(gate.minimum_patch_percent !== undefined && { minimumPatchPercent: gate.minimum_patch_percent }),
  };
}

/** Its own Vitest, without npm around it: an audit of it takes as long as its tests. */
function exampleCoverage() {
  const manifest = createRequire(join(example, 'package.json')).resolve('vitest/package.json');
  return {
    command: [process.execPath, join(dirname(manifest), 'vitest.mjs'), 'run', '--coverage'],
    junit: ['coverage/junit.xml'],
  };
}
