export interface KeyStats {
  readonly calls: number;
  readonly free: number;
  readonly aborted: number;
  readonly answers: Readonly<Record<string, number>>;
}

export interface SandboxFault extends Readonly<Record<string, unknown>> {
  readonly kind: string;
}

/** The fault API of a sandbox. */
export class SandboxClient {
  readonly #baseUrl: string;

  constructor(baseUrl: string) {
    this.#baseUrl = baseUrl;
  }

  async setFault(key: string, fault: SandboxFault): Promise<void> {
    await this.#send('PUT', `/faults/${encodeURIComponent(key)}`, JSON.stringify(fault));
  }

  async clearFault(key: string): Promise<void> {
    const response = await fetch(`${this.#baseUrl}/faults/${encodeURIComponent(key)}`, { method: 'DELETE' });
    // 404: it had none, which is what was asked for.
    if (!response.ok && response.status !== 404) throw new Error(`DELETE fault answered ${response.status}`);
  }

  async clearFaults(): Promise<void> {
    await this.#send('DELETE', '/faults');
  }

  async stats(key: string): Promise<KeyStats> {
    const response = await this.#send('GET', '/stats');
    const { keys } = (await response.json()) as { keys: Record<string, KeyStats> };
    return keys[key] ?? { calls: 0, free: 0, aborted: 0, answers: {} };
  }

  async #send(method: string, path: string, body?: string): Promise<Response> {
    const response = await fetch(`${this.#baseUrl}${path}`, { method, ...(body !== undefined && { body }) });
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
    return response;
  }
}
