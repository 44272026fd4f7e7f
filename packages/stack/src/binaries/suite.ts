/** A Debian package and the programs that are taken from it. */
export interface Suite {
  readonly debianPackage: string;
  /** Its place in the cache; another name than before when what is unpacked changes, so that old caches are not used. */
  readonly folder: string;
  /** Names to look for, best first: Debian puts a prefix where upstream has none. */
  readonly programs: Readonly<Record<string, readonly string[]>>;
}

export const prometheusSuite = {
  debianPackage: 'prometheus',
  folder: 'prometheus-with-page',
  programs: { prometheus: ['prometheus'], promtool: ['promtool'] },
} as const satisfies Suite;

export const alertmanagerSuite = {
  debianPackage: 'prometheus-alertmanager',
  folder: 'prometheus-alertmanager',
  programs: { alertmanager: ['alertmanager', 'prometheus-alertmanager'], amtool: ['amtool'] },
} as const satisfies Suite;

export const suites: readonly Suite[] = [prometheusSuite, alertmanagerSuite];
