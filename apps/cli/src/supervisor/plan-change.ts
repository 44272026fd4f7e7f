import { type Config, programs } from '@switchgear/config';

/** What differs between two configurations so that only a new start can follow it; undefined when nothing does. */
export function planChange(before: Config, after: Config): string | undefined {
  const then = settingsOf(before);
  const now = settingsOf(after);
  const names = [...new Set([...Object.keys(then), ...Object.keys(now)])];
  const changed = names.find((name) => then[name] !== now[name]);
  if (changed === undefined) return undefined;
  return `${changed} has changed from ${then[changed] ?? 'nothing'} to ${now[changed] ?? 'nothing'}`;
}

/** Which programs run, and what the others or their command lines know of them. */
function settingsOf(config: Config): Readonly<Record<string, string | number | boolean>> {
  const { sandbox, prometheus, alertmanager, console, trickle, test_watcher, audit_agent } = config;
  return {
    'sandbox.enabled': sandbox.enabled,
    'prometheus.enabled': prometheus.enabled,
    'alertmanager.enabled': alertmanager.enabled,
    'console.enabled': console.enabled,
    'trickle.enabled': trickle.enabled,
    'test_watcher.enabled': test_watcher.enabled,
    'audit_agent.enabled': audit_agent.enabled,
    ...Object.fromEntries(
      programs(config).flatMap(({ section, host, port }) => [
        [`${section}.host`, host],
        [`${section}.port`, port],
      ]),
    ),
    'prometheus.retention': prometheus.retention,
    ...Object.fromEntries(Object.entries(config.links).map(([name, address]) => [`links.${name}`, address])),
  };
}
