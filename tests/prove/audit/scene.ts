import { setTimeout as delay } from 'node:timers/promises';
import type { RunningCommand } from '../../support/command.ts';
import { eventually } from '../../support/eventually.ts';
import { ExampleProject } from '../../support/example-project.ts';
import { type Exposition, scrape } from '../../support/exposition.ts';
import { Platform } from '../../support/platform.ts';
import { startAgent } from '../../support/start-agent.ts';

export interface AuditReport {
  readonly id: string;
  readonly reasons: readonly { readonly trigger: string; readonly key: string; readonly text: string }[];
  readonly faults: readonly { readonly type: string; readonly message: string }[];
  readonly coverage?: { readonly percent: number };
}

/** Beyond the pauses in which AuditAgent looks for commits, markers and reports, and gathers what it has found. */
export const settledMs = 12_000;

/** Beyond the pause between the first scrape and the first look. */
const begunMs = 700;

/** A copy of the example project, and an AuditAgent over it, which can be ended and started again. */
export class AuditScene {
  readonly project: ExampleProject;
  readonly platform: Platform;
  #agent: RunningCommand | undefined;

  private constructor(project: ExampleProject, platform: Platform) {
    this.project = project;
    this.platform = platform;
  }

  /** Nothing runs yet. It audits by itself once, when it first starts, and then next year. */
  static async prepare(coverage: Readonly<Record<string, unknown>> = {}): Promise<AuditScene> {
    const project = new ExampleProject();
    const section = { enabled: true, path: project.path, schedule: '0 0 1 1 *', coverage };
    return new AuditScene(project, await Platform.prepare({ settings: { audit_agent: section } }));
  }

  async start(): Promise<void> {
    this.#agent = await startAgent('audit-agent', this.platform);
    await delay(begunMs);
  }

  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    this.#agent?.child.kill(signal);
    await this.#agent?.result;
    this.#agent = undefined;
  }

  async untilSaid(text: string): Promise<void> {
    await this.#agent?.untilPrints(text, 30_000);
  }

  metrics(): Promise<Exposition> {
    return scrape(this.#url);
  }

  /** Asks for an audit over HTTP. @returns its id once it has finished */
  async order(key: string): Promise<{ readonly state: string; readonly id?: string }> {
    const headers = { authorization: `Bearer ${this.platform.adminToken}`, 'idempotency-key': key };
    const response = await fetch(`${this.#url}/api/v1/audits`, { method: 'POST', headers });
    if (!response.ok) throw new Error(`POST /api/v1/audits answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as { state: string; id?: string };
  }

  /** Asks for an audit and waits for its report. */
  audited(key: string): Promise<AuditReport> {
    return eventually(async () => {
      const { state, id } = await this.order(key);
      if (state !== 'done' || id === undefined) throw new Error(`the audit for ${key} is ${state}`);
      return this.#report(id);
    });
  }

  /** Reports of all audits for which there was such a reason, as they stand in the files; newest first. */
  async audits(trigger?: string): Promise<AuditReport[]> {
    const response = await fetch(`${this.#url}/api/v1/audits?limit=200`);
    const { audits } = (await response.json()) as { audits: { id: string; triggers: string[] }[] };
    const wanted = audits.filter(({ triggers }) => trigger === undefined || triggers.includes(trigger));
    return Promise.all(wanted.map(({ id }) => this.#report(id)));
  }

  /** Those audits once there are so many, and after the time in which there could be more. */
  async auditsAfter(trigger: string, count: number): Promise<AuditReport[]> {
    await eventually(async () => {
      const { length } = await this.audits(trigger);
      if (length < count) throw new Error(`there are ${length} audits because of ${trigger}, not ${count}`);
    });
    await delay(settledMs);
    return this.audits(trigger);
  }

  async dispose(): Promise<void> {
    await this.end('SIGKILL');
    await this.platform.dispose();
    this.project.dispose();
  }

  async #report(id: string): Promise<AuditReport> {
    const response = await fetch(`${this.#url}/reports/${id}.json`);
    if (!response.ok) throw new Error(`the report of ${id}: ${response.status} ${await response.text()}`);
    return ((await response.json()) as { audit: AuditReport }).audit;
  }

  get #url(): string {
    return `http://127.0.0.1:${this.platform.ports.audit_agent}`;
  }
}

/** Measures in a scene of its own. */
export async function inScene<T>(
  coverage: Readonly<Record<string, unknown>>,
  measure: (scene: AuditScene) => Promise<T>,
): Promise<T> {
  const scene = await AuditScene.prepare(coverage);
  try {
    return await measure(scene);
  } finally {
    await scene.dispose();
  }
}
