import type { Config } from './config.ts';
import { programUrl } from './resolve/url.ts';

export type ProgramName = 'gateway' | 'sandbox' | 'prometheus' | 'alertmanager' | 'console';

/** A program that runs under this configuration. */
export interface Program {
  readonly name: ProgramName;
  readonly host: string;
  readonly port: number;
  /** Address for people and other programs on this machine. */
  readonly url: string;
  /** Path that answers 200 once the program serves; a gateway whose keys all rest serves too, it tells when to return. */
  readonly healthPath: string;
}

const healthPaths: Readonly<Record<ProgramName, string>> = {
  sandbox: '/ready',
  gateway: '/health',
  prometheus: '/-/ready',
  alertmanager: '/-/ready',
  console: '/ready',
};

/** The enabled programs, in the order in which they are best started. */
export function programs(config: Config): Program[] {
  const names: ProgramName[] = ['console', 'sandbox', 'gateway', 'alertmanager', 'prometheus'];
  return names
    .filter((name) => name === 'gateway' || config[name].enabled)
    .map((name) => {
      const { host, port } = config[name];
      return { name, host, port, url: programUrl({ host, port }), healthPath: healthPaths[name] };
    });
}
