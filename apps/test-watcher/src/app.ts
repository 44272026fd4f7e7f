import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createHeartbeat, createService, firstScrape, messageOf, type Service } from '@switchgear/service';
import { createRegistry } from '@switchgear/telemetry';
import { createIgnore, findRepository, headOf, isDirty, isRewriting, watchTree } from '@switchgear/worktree';
import { type Surroundings, startAnalysis } from './analysis/start.ts';
import { createBatcher } from './batches/batcher.ts';
import { TestWatcherError } from './errors.ts';
import { createContentIds, openHistory } from './history/index.ts';
import { mountRoutes } from './http/routes.ts';
import { followTree } from './ledger/follow.ts';
import { awaitTree, holdTree } from './ledger/hold.ts';
import { openLedger } from './ledger/ledger.ts';
import type { LedgerFault, SweepOutcome, SweepReason } from './ledger/protocol.ts';
import { createWatcherMetrics, type WatcherErrorType } from './metrics/metrics.ts';
import type { CaseName, Change, Runner } from './model.ts';
import type { TestWatcherOptions } from './options.ts';
import { openQueue } from './queue/queue.ts';
import { createRunner } from './runners/create.ts';
import { inBestOrder, select } from './selection/index.ts';
import { Watcher } from './watcher/watcher.ts';

export interface TestWatcher {
  /** Serves metrics and probes; its stop ends the watching too. */
  readonly service: Service;
  readonly watcher: Watcher;
  /**
   * Takes the tree, compares it with what is known, and tests what has changed since; resolves when it watches.
   *
   * @throws TestWatcherError `tree_held`, `runner_missing`; DatabaseError; WorktreeError
   */
  begin(): Promise<void>;
  /** What failed the last time it ran. */
  failing(): readonly CaseName[];
}

/** The loop counts as stuck when it was silent for so long, in milliseconds; it beats every second. */
const maxSilenceMs = 15_000;

/** TestWatcher over one tree. It watches from `begin` until the service stops. */
export async function createTestWatcher(options: TestWatcherOptions): Promise<TestWatcher> {
  const shell = createShell(options);
  try {
    return await furnish(options, shell);
  } catch (error) {
    // What is open by then, the thread of the ledger above all, would keep the process alive.
    await shell.service.stop();
    throw error;
  }
}

/** The process around the watching: probes and metrics. */
function createShell(options: TestWatcherOptions) {
  const { root, logger } = options;
  const registry = createRegistry();
  const metrics = createWatcherMetrics(registry);
  const heartbeat = createHeartbeat({ name: 'watch loop', maxSilenceMs });
  let whyNot: string | undefined;
  /** Whether it watches, and if not, why. A tree that another watcher looks after is no alarm. */
  const tell = (is: boolean, heldBy?: string) => {
    whyNot = is ? undefined : (heldBy ?? `${root} is not being watched now`);
    metrics.isRunning(is || heldBy !== undefined);
  };
  tell(false);
  const service = createService({
    name: 'test-watcher',
    logger,
    registry,
    host: options.host,
    port: options.port,
    portSetting: 'test_watcher.port',
    health: [heartbeat.check],
    ready: [
      {
        name: 'tree',
        run: () => {
          if (whyNot !== undefined) throw new Error(whyNot);
        },
      },
    ],
  });
  return { registry, metrics, heartbeat, tell, service };
}

async function furnish(options: TestWatcherOptions, shell: ReturnType<typeof createShell>): Promise<TestWatcher> {
  const { root, stateDir, view } = options;
  const { registry, metrics, heartbeat, tell, service } = shell;

  const say = (type: WatcherErrorType, message: string) => {
    metrics.error(type);
    view.fault({ type, message });
  };
  const onFault = ({ type, message }: LedgerFault) => {
    say(type, message);
    // Only a new process has a ledger again. Thrown where nobody catches it, so that this one ends.
    if (type === 'ledger_died')
      queueMicrotask(() => {
        throw new TestWatcherError(type, message);
      });
  };

  let hold = options.waitsForTree ? undefined : holdTree(root);
  service.onStop('tree', () => hold?.release());
  const stopping = new AbortController();
  service.onStop('waiting', () => stopping.abort());
  const file = join(stateDir, 'ledger.db');
  const ledger = await openLedger({ file, root, ignores: options.ignore, onFault });
  service.onStop('ledger', () => ledger.close());
  const queue = openQueue({ file });
  service.onStop('queue', () => queue.close());
  metrics.readWaiting(() => queue.size());
  const exists = (path: string) => existsSync(join(root, path));
  const history = openHistory({ file: join(stateDir, 'history.db'), exists });
  service.onStop('history', () => history.close());
  const [lastRun] = history.runs(1);
  if (lastRun) metrics.lastRun(lastRun.status, history.standing().length);
  const runner = await createRunner(options.runner);
  service.onStop('runner', () => runner.close());
  const repository = await findRepository(root).catch((error: unknown) => {
    // Tests need no git. That the tree is missing is for the ledger to say.
    say('configuration', `goes on without git: ${messageOf(error)}`);
    return undefined;
  });
  const analysis = analysisOf(options, { history, repository, metrics });
  service.onStop('analysis', () => analysis?.close());
  mountRoutes(service.app, root, history);

  let version = 0;
  let files = 0;
  let testFiles: Promise<readonly string[]> | undefined;
  const lonely = new Set<string>();
  const listTests = () => {
    testFiles ??= runner.testFiles().catch((error: unknown) => {
      testFiles = undefined;
      throw error;
    });
    return testFiles;
  };
  const changed: Runner['changed'] = async (changes) => {
    await runner.changed(changes);
    if (changes.some(({ kind }) => kind !== 'modified')) testFiles = undefined;
  };
  const watcher = new Watcher({
    runner: { ...runner, changed },
    queue,
    history,
    watchContents: createContentIds({ root, history, version: () => version }),
    select: async (changes: readonly Change[]) =>
      select({ changes, runner, history, rules: options.rules, testFiles: await listTests(), lonely }),
    selectAll: async (everything) => ({
      chosen: inBestOrder(await listTests(), new Map(), history),
      everything,
      unaffecting: [],
    }),
    commit: async () => {
      if (repository === undefined) return {};
      const { commit } = await headOf(repository);
      return commit === undefined ? {} : { commit, isDirty: await isDirty(repository) };
    },
    view,
    metrics,
    ...(analysis !== undefined && { onFailures: analysis.consider }),
  });

  async function begin(): Promise<void> {
    const beat = setInterval(heartbeat.beat, 1000).unref();
    service.onStop('heartbeat', () => clearInterval(beat));
    hold ??= await awaitTree(root, {
      signal: stopping.signal,
      onHeld(message) {
        tell(false, message);
        view.fault({ type: 'tree_held', message: `waiting: ${message}` });
      },
    });
    tell(false);
    const batcher = createBatcher({
      isPaused: () => repository !== undefined && isRewriting(repository),
      isBusy: () => following.isBusy(),
      onDue: () => watcher.due(),
    });
    service.onStop('batcher', () => batcher.close());
    const onOutcome = (outcome: SweepOutcome, cause: SweepReason | 'hint') => {
      version = outcome.version;
      if (cause !== 'hint') {
        metrics.found(cause, outcome.recovered);
        if (outcome.isComplete) files = outcome.files;
        tell(outcome.isComplete);
      }
      if (outcome.changes > 0) batcher.poke();
    };
    const following = followTree({
      ledger,
      watch: (observer) => watchTree(root, createIgnore(root, { patterns: options.ignore }), observer),
      ...(repository !== undefined && { gitDir: repository.gitDir }),
      periodicMs: options.sweepMs,
      onOutcome,
      onFault,
    });
    service.onStop('following', () => following.close());
    await following.started;
    service.onStop('watcher', () => watcher.stop(), { timeoutMs: 10_000 });
    const { address } = service;
    if (address !== undefined) hold.announce(address.url);
    // Why they cannot be listed is said by the run that needs them.
    const tests = await listTests().catch(() => undefined);
    const { name, updatesSnapshots } = runner;
    view.begin({ root, runner: name, address: address?.url, files, tests: tests?.length, updatesSnapshots });
    const isNew = ledger.isFirst || history.runs(1).length === 0;
    const { scrapeWaitMs = 0 } = options;
    const failing = history.standing().length;
    if (failing > 0)
      view.note(`${failing === 1 ? '1 case' : `${failing} cases`} failed the last time, still counted as failing.`);
    if (options.runsAll) watcher.ask('run_all');
    else if (isNew && scrapeWaitMs === 0) watcher.ask('first_run');
    else if (isNew) void firstScrape(registry, scrapeWaitMs).then(() => watcher.ask('first_run'));
    watcher.start();
  }

  return { service, watcher, begin, failing: history.standing };
}

/** Explanations are no part of testing: what keeps them from being made is said, and nothing else. */
function analysisOf(options: TestWatcherOptions, around: Surroundings) {
  try {
    return startAnalysis(options, around);
  } catch (error) {
    around.metrics.error('analysis');
    options.view.fault({ type: 'analysis', message: `Failures are not explained: ${messageOf(error)}` });
    return undefined;
  }
}
