/** A Debian package and the programs that are taken from it. */
export interface Suite {
  readonly debianPackage: string;
  /** Names to look for, best first: Debian puts a prefix where upstream has none. */
  readonly programs: Readonly<Record<string, readonly string[]>>;
}

export const prometheusSuite = {
  debianPackage: 'prometheus',
  programs: { prometheus: ['prometheus'], promtool: ['promtool'] },
} as const satisfies Suite;

export const alertmanagerSuite = {
  debianPackage: 'prometheus-alertmanager',
  programs: { alertmanager: ['alertmanager', 'prometheus-alertmanager'], amtool: ['amtool'] },
} as const satisfies Suite;

export const suites: readonly Suite[] = [prometheusSuite, alertmanagerSuite];
