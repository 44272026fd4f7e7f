import { eventually } from './eventually.ts';
import { scrape } from './exposition.ts';

export interface TestRun {
  readonly id: number;
  /** When it ended, in epoch milliseconds. */
  readonly at: number;
  readonly status: string;
  /** Cases. */
  readonly passed: number;
  readonly failed: number;
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

  /** Resolves once the first run, which is of everything and waits for a scrape, has ended. */
  async firstRun(): Promise<void> {
    await eventually(async () => {
      await scrape(this.#baseUrl);
      if ((await this.runs()).length === 0) throw new Error('nothing has run so far');
    });
  }

  /** Makes a change, and waits for a run that ends in this way. Returns the runs up to it. */
  async runsAfter(change: () => void, status: string): Promise<readonly TestRun[]> {
    const { id: before = 0 } = (await this.runs())[0] ?? {};
    change();
    return eventually(async () => {
      const runs = await this.runs();
      if (runs.some((run) => run.id > before && run.status === status)) return runs;
      throw new Error(`no further run that ends with ${status}, the last one is ${JSON.stringify(runs[0])}`);
    });
  }
}
