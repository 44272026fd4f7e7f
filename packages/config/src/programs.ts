import type { Config } from './config.ts';
import type { Environment } from './environment.ts';
import { programUrl } from './resolve/url.ts';

/** Programs, each with the section of the configuration that speaks of it. */
const sections = {
  console: 'console',
  sandbox: 'sandbox',
  gateway: 'gateway',
  alertmanager: 'alertmanager',
  prometheus: 'prometheus',
  'test-watcher': 'test_watcher',
  'audit-agent': 'audit_agent',
} as const satisfies Record<string, keyof Config>;

export type ProgramName = keyof typeof sections;

/** A program that runs under this configuration. */
export interface Program {
  readonly name: ProgramName;
  /** The section of the configuration that holds its host and port. */
  readonly section: (typeof sections)[ProgramName];
  readonly host: string;
  readonly port: number;
  /** Address for people and other programs on this machine. */
  readonly url: string;
  /** Path that answers 200 once the program serves; a gateway whose keys all rest serves too, it tells when to return. */
  readonly healthPath: string;
}

/** An agent serves from its start; whether its tree is well is said by its metrics. */
const healthPaths: Readonly<Record<ProgramName, string>> = {
  console: '/ready',
  sandbox: '/ready',
  gateway: '/health',
  alertmanager: '/-/ready',
  prometheus: '/-/ready',
  'test-watcher': '/health',
  'audit-agent': '/health',
};

/** The enabled programs, in the order in which they are best started. */
export function programs(config: Config): Program[] {
  const names = Object.keys(sections) as ProgramName[];
  return names
    .filter((name) => name === 'gateway' || config[sections[name]].enabled)
    .map((name) => {
      const section = sections[name];
      const { host, port } = config[section];
      return { name, section, host, port, url: programUrl({ host, port }), healthPath: healthPaths[name] };
    });
}

/**
 * Where other programs reach one, undefined while it is not enabled. In containers, where its own address leads nowhere,
 * `SWITCHGEAR_<SECTION>_URL` tells.
 */
export function addressOf(config: Config, program: ProgramName, env: Environment = process.env): string | undefined {
  const own = programs(config).find(({ name }) => name === program);
  return own && (env[`SWITCHGEAR_${own.section.toUpperCase()}_URL`] ?? own.url);
}
