import type { Platform } from '../clients/platform.ts';
import { type FaultSettings, type SandboxClient, sandboxOff } from '../clients/sandbox.ts';
import { CliError } from '../errors.ts';
import { noteDown, readJournal } from './journal.ts';

type Parts = Pick<Platform, 'config' | 'gateway' | 'sandbox'>;
type Faults = Readonly<Record<string, FaultSettings>>;

/**
 * Makes healthy keys fail, after noting that down.
 *
 * @throws CliError sandbox_off; unhealthy when one of them is open already or fails for another reason
 */
export async function setFaults(parts: Parts, faults: Faults): Promise<void> {
  const sandbox = sandboxOf(parts);
  const { faults: present } = await sandbox.list();
  const breakers = await parts.gateway.breakers();
  const open = breakers.filter(({ state }) => state !== 'closed').map(({ key_id: key }) => key);
  const unfit = Object.keys(faults).filter((key) => key in present || open.includes(key));
  if (unfit.length > 0) {
    throw new CliError(
      'unhealthy',
      `${unfit.join(', ')}: open, or made to fail already. First run: npx switchgear test-alerts reset; if that is not enough: npx switchgear fault clear, npx switchgear breakers reset`,
    );
  }
  const { state_dir: stateDir } = parts.config;
  noteDown(stateDir, { faults: { ...readJournal(stateDir).faults, ...faults } });
  for (const [key, fault] of Object.entries(faults)) await sandbox.set(key, fault);
}

/** Lifts our fault of a key, if it is still ours, and closes the breaker that it opened. */
export async function liftFault(parts: Parts, key: string): Promise<void> {
  const { state_dir: stateDir } = parts.config;
  const { [key]: ours, ...others } = readJournal(stateDir).faults;
  if (ours === undefined) return;
  // Without a sandbox the fault is gone with it.
  const present = (await parts.sandbox?.list())?.faults[key];
  // The sandbox adds defaults to the settings that it was given.
  const isOurs = Object.entries(ours).every(([name, value]) => present?.[name] === value);
  if (isOurs) await parts.sandbox?.clear(key);
  const breaker = (await parts.gateway.breakers()).find(({ key_id: id }) => id === key);
  if (breaker?.mode === 'auto' && breaker.state !== 'closed') await parts.gateway.reset(key);
  noteDown(stateDir, { faults: others });
}

/** @throws CliError sandbox_off */
export function sandboxOf({ sandbox }: Pick<Platform, 'sandbox'>): SandboxClient {
  if (sandbox === undefined) throw sandboxOff();
  return sandbox;
}
