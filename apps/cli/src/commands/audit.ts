import type { Command } from 'commander';
import { CliError, exitStatus } from '../errors.ts';
import { agentConfig, runAgent } from './agent.ts';

export function registerAudit(program: Command): void {
  program
    .command('audit')
    .description('audit coverage, completion markers and commits of a tree')
    .argument('[path]', 'the tree to audit (default: audit_agent.path, then the working folder)')
    .option('--once', 'audit once, print the summary, then end')
    .option('--gate', 'audit once and judge: 0 passed, 1 failed, 2 could not be judged')
    .addOption(
      program.createOption('--request [reason]', 'ask the agent that runs to audit now').conflicts(['once', 'gate']),
    )
    .option('-c, --config <file>', agentConfig)
    .action(audit);
}

interface AuditOptions {
  readonly once?: boolean;
  readonly gate?: boolean;
  readonly request?: string | true;
  readonly config?: string;
}

async function audit(path: string | undefined, options: AuditOptions): Promise<void> {
  const { request } = options;
  if (request !== undefined && path !== undefined) {
    throw new CliError(
      'invalid_argument',
      `--request asks the agent that runs, which has its own tree; leave out ${path}, or audit it with --once`,
      { exitStatus: exitStatus.usage },
    );
  }
  const args = [
    '--terminal',
    ...(options.once ? ['--once'] : []),
    ...(options.gate ? ['--gate'] : []),
    ...(request === undefined ? [] : ['--request', request === true ? '' : request]),
  ];
  await runAgent('audit-agent', args, { ...options, path });
}
