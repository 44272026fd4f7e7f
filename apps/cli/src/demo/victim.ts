import type { Platform } from '../clients/platform.ts';
import { CliError } from '../errors.ts';
import { sandboxOf } from '../test-alerts/faults.ts';
import { alertName, tellsOf } from './telling.ts';

/** The key that is made to fail. */
export interface Victim {
  readonly key: string;
  readonly provider: string;
  readonly model: string;
}

/**
 * Chooses a simulated key whose failure nobody will notice, and of which no alert fires already.
 *
 * @throws CliError sandbox_off; unhealthy when there is no such key now
 */
export async function chooseVictim(platform: Platform): Promise<Victim> {
  const providers = platform.config.providers.filter(({ simulated }) => simulated);
  const { faults } = await sandboxOf(platform).list();
  if (Object.keys(faults).length > 0) {
    throw unhealthy(
      `${Object.keys(faults).join(', ')} fails already. Lift it with: npx switchgear test-alerts reset, or npx switchgear fault clear`,
    );
  }
  const breakers = await platform.gateway.breakers();
  const alerts = await platform.alertmanager.alerts();
  const told = (await platform.console?.inbox(500))?.notifications ?? [];
  for (const { name, models } of providers) {
    const own = breakers.filter(({ provider }) => provider === name);
    // What was told of last still counts for Alertmanager, also after a restart that has made it forget the alert.
    const last = told.find(({ title }) => title.includes(alertName) && title.split(' ').includes(name));
    const isQuiet = (key: string) =>
      (last === undefined || !tellsOf(last, key)) &&
      !alerts.some(({ labels }) => labels['alertname'] === alertName && labels['key_id'] === key);
    const found = own.find(({ key_id: key, failure_count: failures }) => failures === 0 && isQuiet(key));
    const isWell = own.length > 1 && own.every(({ state, mode }) => state === 'closed' && mode === 'auto');
    if (isWell && found !== undefined) return { key: found.key_id, provider: name, model: models[0] ?? '' };
  }
  throw unhealthy(
    `No simulated provider has all its keys closed and one of which ${alertName} does not fire still. Wait three minutes, or close them with: npx switchgear breakers reset`,
  );
}

function unhealthy(message: string): CliError {
  return new CliError('unhealthy', message);
}
