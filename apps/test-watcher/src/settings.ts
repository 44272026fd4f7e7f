import { join } from 'node:path';
import { agentTree, type Config, gatewayAccess } from '@switchgear/config';
import type { TestWatcherOptions } from './options.ts';

/** The project that is looked after where none is named. */
const example = join(import.meta.dirname, '..', '..', '..', 'examples', 'shop');

/** What no tree keeps its sources in, whether .gitignore says so or not. */
const alwaysIgnored = ['node_modules/', '.switchgear/', '__pycache__/', '.pytest_cache/', '.venv/', 'coverage/'];

export interface Arguments {
  readonly path?: string | undefined;
  readonly terminal?: boolean | undefined;
  readonly all?: boolean | undefined;
}

/**
 * What the configuration and the command line make of TestWatcher.
 *
 * @throws SwitchgearConfigError `tree_missing`
 */
export function settingsOf(config: Config, args: Arguments): Omit<TestWatcherOptions, 'view' | 'logger'> {
  const { test_watcher: section } = config;
  const { command, analysis } = section;
  const tree = agentTree(config, 'test-watcher', args.path ?? section.path ?? (args.terminal ? '.' : example));
  const { root, stateDir } = tree;
  const ignore = [...alwaysIgnored, ...tree.ownState, ...section.ignore];
  const limits = {
    root,
    ignores: ignore,
    environment: section.environment,
    timeoutMs: section.run_timeout_seconds * 1000,
    outputLimit: section.output_limit_bytes,
  };
  return {
    root,
    stateDir,
    host: section.host,
    port: section.port,
    runner:
      command === undefined
        ? { ...limits, ...kindOf(section.runner), projects: section.projects }
        : {
            ...limits,
            kind: 'command',
            command,
            reports: section.junit,
            testFiles: section.tests,
          },
    ignore,
    rules: {
      declared: section.affects,
      ...(section.documentation !== undefined && { documentation: section.documentation }),
    },
    sweepMs: section.sweep_seconds * 1000,
    ...(args.all === true && { runsAll: true }),
    ...(analysis.enabled && {
      analysis: {
        ...gatewayAccess(config),
        cause: modelOf(config, analysis.cause_model),
        known: modelOf(config, analysis.known_model),
        dailyTokens: analysis.daily_tokens,
      },
    }),
  };
}

function modelOf({ providers }: Config, model: string): { model: string; api: string } {
  const provider = providers.find(({ name, models }) => models.includes(model) || model.startsWith(`${name}/`));
  return { model, api: provider?.name ?? 'unknown' };
}

function kindOf(runner: Config['test_watcher']['runner']): { kind?: 'vitest' | 'pytest' } {
  return runner === 'vitest' || runner === 'pytest' ? { kind: runner } : {};
}
