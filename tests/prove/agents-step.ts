import { eventually } from '../support/eventually.ts';
import { ExampleProject } from '../support/example-project.ts';
import { Platform } from '../support/platform.ts';
import { exampleCoverage, withoutMostTests } from './audit/example-coverage.ts';
import { seconds } from './figures.ts';
import type { Measurement, Step, StepOptions } from './step.ts';

/** A scrape that fails by its time-out, an evaluation, the wait for the rest of the group; and a margin for other steps. */
const deliverySeconds = 20 + 15 + 10 + 15;
/** A scrape, an evaluation, a group interval, and the margin. */
const resolutionSeconds = 10 + 15 + 60 + 15;
const savedSeconds = 20;

/** What the agents find, as somebody who works on a project meets it. */
export const agentsStep: Step = {
  name: 'agents',
  about: 'TestWatcher and AuditAgent on a running platform: from a saved file to the inbox, in true time',
  isBackground: true,
  async run({ quick, log }) {
    const shop = new ExampleProject();
    const { path } = shop;
    const settings = { test_watcher: { path }, audit_agent: { path, coverage: exampleCoverage } };
    const platform = await Platform.start({ agents: true, settings }).catch((error: unknown) => {
      shop.dispose();
      throw error;
    });
    const scene = new Scene(shop, platform, log);
    try {
      await scene.sees('test_watcher_tests_run_total{status="pass"} > 0 and on () audit_agent_coverage_percent > 80');
      const saved = await scene.savedChange();
      if (quick) return [saved, await scene.killed()];
      const [ofWatcher, ofCoverage] = await Promise.all([scene.watcherTroubles(), scene.coverageDrop()]);
      return [saved, ...ofWatcher, ...ofCoverage];
    } finally {
      await platform.dispose();
      shop.dispose();
    }
  },
};

interface Expected {
  readonly alert: string;
  /** What its rule waits for, in seconds. */
  readonly for: number;
  readonly channel: string;
}

class Scene {
  readonly #shop: ExampleProject;
  readonly #platform: Platform;
  readonly #log: StepOptions['log'];
  #saves = 0;

  constructor(shop: ExampleProject, platform: Platform, log: StepOptions['log']) {
    this.#shop = shop;
    this.#platform = platform;
    this.#log = log;
  }

  /** Waits until Prometheus answers something. */
  async sees(query: string): Promise<void> {
    await eventually(
      async () => {
        if ((await this.#platform.prometheus.query(query)).length === 0) throw new Error(`nothing for ${query}`);
      },
      { withinMs: 60_000 },
    );
  }

  async savedChange(): Promise<Measurement> {
    const savedAt = performance.now();
    this.#save();
    await this.sees(
      'test_watcher_files_processed_total >= 1 and on () test_watcher_tests_run_total{status="pass"} >= 2',
    );
    const after = (performance.now() - savedAt) / 1000;
    return {
      promise: 'A saved change is tested and shows in `test_watcher_*` series in Prometheus',
      bar: `≤ ${savedSeconds} s after the save`,
      measured: seconds(after),
      holds: after <= savedSeconds,
    };
  }

  /** One after the other: while it is down its runs count for nothing. */
  async watcherTroubles(): Promise<Measurement[]> {
    const silent = await this.#silenced();
    await this.#run('fail', (pass, fail) => fail >= Math.max(3, pass));
    // What no scrape has seen when the process is killed has never been counted.
    await this.sees('test_watcher_tests_run_total{status="fail"} >= 3');
    const low = { alert: 'TestWatcherLowPassRate', for: 900, channel: '#alerts-warning' };
    const brokenAt = Date.now();
    const restarted = await this.killed();
    const arrived = await this.#arrives(low, brokenAt, 'With more than a fifth of the test runs failing');
    const mendedAt = await this.#run('pass', () => true);
    return [...silent, restarted, arrived, await this.#resolves(low, mendedAt, 'the test is mended')];
  }

  async killed(): Promise<Measurement> {
    process.kill(await this.#platform.pidOf('test-watcher'), 'SIGKILL');
    const expected = { alert: 'TestWatcherRestarted', for: 0, channel: '#alerts-info' };
    return this.#arrives(expected, Date.now(), 'After kill -9 of TestWatcher');
  }

  async coverageDrop(): Promise<Measurement[]> {
    const drop = { alert: 'TestCoverageDrop', for: 600, channel: '#alerts-critical' };
    const restore = withoutMostTests(this.#shop);
    const lowAt = await this.#audited('< 70');
    const arrived = await this.#arrives(drop, lowAt, 'With coverage below 70 % and far below what it was');
    restore();
    const highAt = await this.#audited('> 80');
    return [arrived, await this.#resolves(drop, highAt, 'coverage is restored')];
  }

  async #silenced(): Promise<Measurement[]> {
    const down = { alert: 'TestWatcherDown', for: 120, channel: '#alerts-critical' };
    const pid = await this.#platform.pidOf('test-watcher');
    process.kill(pid, 'SIGSTOP');
    try {
      const arrived = await this.#arrives(down, Date.now(), 'With TestWatcher under SIGSTOP');
      process.kill(pid, 'SIGCONT');
      return [arrived, await this.#resolves(down, Date.now(), 'it goes on')];
    } finally {
      process.kill(pid, 'SIGCONT');
    }
  }

  /** Asks for an audit; when it has published such a percentage. */
  async #audited(coverage: string): Promise<number> {
    const { status, output } = await this.#platform.switchgear(['audit', '--request', 'Is coverage as it was?']);
    if (status !== 0) throw new Error(output);
    await this.sees(`audit_agent_coverage_percent ${coverage}`);
    return Date.now();
  }

  /** Saves, and each time waits for the run, until there are enough; when the last one ended. */
  async #run(how: 'pass' | 'fail', isEnough: (pass: number, fail: number) => boolean): Promise<number> {
    const file = 'test/money.test.ts';
    const [right, wrong] = ["'12.50'", "'12.51'"];
    if (how === 'fail') this.#shop.replace(file, right, wrong);
    else this.#shop.replace(file, wrong, right);
    for (;;) {
      const runs = await this.#platform.testWatcher.runsAfter(() => this.#save(file), how);
      const count = (status: string) => runs.filter((one) => one.status === status).length;
      if (!isEnough(count('pass'), count('fail'))) continue;
      this.#log(`runs so far: ${count('pass')} passed, ${count('fail')} failed`);
      return runs[0]?.at ?? 0;
    }
  }

  #save(file = 'src/money.ts'): void {
    this.#saves += 1;
    this.#shop.write(file, `${this.#shop.read(file).replace(/\/\/ save \d+\n/, '')}// save ${this.#saves}\n`);
  }

  async #arrives({ alert, for: waits, channel }: Expected, since: number, when: string): Promise<Measurement> {
    const latest = waits + deliverySeconds;
    const found = await eventually(() => this.#platform.inbox.find(alert, 'firing'), {
      withinMs: (latest + 120) * 1000,
      everyMs: 500,
    });
    const after = (Date.parse(found.received_at) - since) / 1000;
    this.#log(`${alert} arrives after ${seconds(after)}: ${found.title}`);
    return {
      promise: `${when}, ${alert} arrives in the inbox for ${channel}`,
      bar: `${waits} to ${latest} s`,
      measured: `${seconds(after)}, ${found.channel}`,
      holds: after >= waits && after <= latest && found.channel === channel,
    };
  }

  async #resolves({ alert, channel }: Expected, since: number, once: string): Promise<Measurement> {
    const found = await eventually(() => this.#platform.inbox.find(alert, 'resolved'), {
      withinMs: 300_000,
      everyMs: 500,
    });
    const after = (Date.parse(found.received_at) - since) / 1000;
    this.#log(`${alert} resolves after ${seconds(after)}`);
    return {
      promise: `${alert} resolves once ${once}`,
      bar: `≤ ${resolutionSeconds} s`,
      measured: seconds(after),
      holds: after <= resolutionSeconds && found.channel === channel,
    };
  }
}
