import { CliError } from '../errors.ts';
import { callJson, type Peer } from './http.ts';

/** What is set for a key: its kind and settings as the sandbox shows them. */
export type FaultSettings = Readonly<Record<string, unknown>>;

/** What GET /faults answers. */
export interface FaultList {
  readonly faults: Readonly<Record<string, FaultSettings>>;
  /** Names of the settings of every kind. */
  readonly kinds: Readonly<Record<string, readonly string[]>>;
}

/** The faults of the simulated provider. Every call throws CliError not_running or request_failed. */
export class SandboxClient {
  readonly #peer: Peer;

  constructor(url: string) {
    this.#peer = { name: 'The sandbox', url };
  }

  async list(): Promise<FaultList> {
    return (await callJson(this.#peer, '/faults')) as FaultList;
  }

  async set(key: string, settings: FaultSettings): Promise<void> {
    await callJson(this.#peer, `/faults/${encodeURIComponent(key)}`, { method: 'PUT', body: settings });
  }

  /** Lifts the fault of one key, or all faults. */
  async clear(key?: string): Promise<void> {
    await callJson(this.#peer, key === undefined ? '/faults' : `/faults/${encodeURIComponent(key)}`, {
      method: 'DELETE',
    });
  }
}

/** Where nothing is simulated. */
export function sandboxOff(): CliError {
  return new CliError(
    'sandbox_off',
    'The sandbox is off, because real keys are configured, and faults can only be set there: a real provider cannot be made to fail on demand. Unset the keys, or add a provider with simulated: true to switchgear.yaml.',
  );
}
