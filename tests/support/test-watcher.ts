import { eventually } from './eventually.ts';

export interface TestRun {
  readonly id: number;
  /** When it ended, in epoch milliseconds. */
  readonly at: number;
  readonly status: string;
}

/** What a TestWatcher tells over HTTP. */
export class TestWatcherClient {
  readonly #baseUrl: string;

  constructor(baseUrl: string) {
    this.#baseUrl = baseUrl;
  }

  /** The last 50, newest first. */
  async runs(): Promise<readonly TestRun[]> {
    const response = await fetch(`${this.#baseUrl}/api/v1/runs`);
    if (!response.ok) throw new Error(`TestWatcher answered ${response.status}: ${await response.text()}`);
    return ((await response.json()) as { runs: TestRun[] }).runs;
  }

  /** Resolves once the first run, which is of everything, has ended. */
  async firstRun(): Promise<void> {
    await eventually(async () => {
      if ((await this.runs()).length === 0) throw new Error('nothing has run so far');
    });
  }

  /** Makes a change, and waits for a run that ends in this way. Returns the runs up to it. */
  async runsAfter(change: () => void, status: string): Promise<readonly TestRun[]> {
    const [before] = await this.runs();
    change();
    return eventually(async () => {
      const runs = await this.runs();
      if (runs[0]?.status === status && runs[0].id !== before?.id) return runs;
      throw new Error(`no further run that ends with ${status}, the last one is ${JSON.stringify(runs[0])}`);
    });
  }
}
