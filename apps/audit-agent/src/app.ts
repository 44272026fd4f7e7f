import { join } from 'node:path';
import { createHeartbeat, createService, firstScrape, messageOf, type Service } from '@switchgear/service';
import { createRegistry, type Registry } from '@switchgear/telemetry';
import { findCoverage, findRepository, headOf, isDirty, totals } from '@switchgear/worktree';
import { Agent } from './agent/agent.ts';
import { type AuditorOptions, carryOut } from './agent/auditor.ts';
import { withoutKept } from './agent/kept.ts';
import { causeOf, summaryOf } from './agent/summary.ts';
import { askTestWatcher } from './agent/test-facts.ts';
import { type Commenting, createCommenting } from './comments/commenting.ts';
import { obtainCoverage } from './coverage/obtain.ts';
import { percentOf } from './figures.ts';
import { type AuditHistory, openAuditHistory } from './history/open.ts';
import { mountAuditRoutes } from './http/routes.ts';
import { openIntake } from './intake/intake.ts';
import { createAuditMetrics } from './metrics/metrics.ts';
import type { Fault } from './model.ts';
import type { AuditAgentOptions } from './options.ts';
import { reportPath } from './report/write.ts';
import { createCommitWatch } from './triggers/commits/watch.ts';
import { createCoverageDropWatch } from './triggers/coverage-drop.ts';
import { createMarkerWatch } from './triggers/markers/watch.ts';
import { createSchedule } from './triggers/schedule.ts';

/** The loop counts as stuck when it was silent for so long, in milliseconds; it beats every second. */
const maxSilenceMs = 15_000;

/**
 * AuditAgent over one tree. It looks for reasons from when its service listens until that stops.
 *
 * @throws AuditError `schedule`, `git` for a pattern that cannot be used, `state`; DatabaseError
 */
export function createAuditAgent(options: AuditAgentOptions): Service {
  const { root, stateDir, logger, onNotice = () => {} } = options;
  const registry = createRegistry();
  const heartbeat = createHeartbeat({ name: 'audit loop', maxSilenceMs });
  const service = createService({
    name: 'audit-agent',
    logger,
    registry,
    host: options.host,
    port: options.port,
    portSetting: 'audit_agent.port',
    health: [heartbeat.check],
  });
  const intake = openIntake({ file: join(stateDir, 'intake.db') });
  service.onStop('intake', () => intake.close());
  const { auditor, history, onFault, close } = createAuditor(options, registry);
  const { metrics } = auditor;
  service.onStop('history', close);

  const agent = new Agent({
    intake,
    withoutKept: (reasons) => withoutKept(reasons, intake, auditor),
    carryOut: (reasons, signal) => carryOut(reasons, auditor, signal),
    logger,
    onFault,
    onAuditing: (reasons) => options.onAuditing?.(causeOf(reasons)),
    onAudited: (audited) => {
      const { audit, report } = audited;
      const text = summaryOf(audited);
      logger[audit.faults.length === 0 ? 'info' : 'warn']({ id: audit.id, report, faults: audit.faults }, text);
      onNotice(text);
    },
  });
  const triggers = [
    createSchedule({
      cron: options.schedule,
      timeZone: options.timeZone,
      intake,
      lastAuditAt: history.lastFinishedAt(),
      onFault,
    }),
    createMarkerWatch({
      root,
      rules: options.markers,
      ignore: options.ignore,
      intake,
      onFound: metrics.markersFound,
      onHistory: (count) => logger.info({ count }, `${count} completion markers were here before and ask for nothing`),
      onFault,
    }),
    createCommitWatch({
      root,
      ...(options.milestones !== undefined && { messages: options.milestones }),
      intake,
      onCommits: metrics.commitsFound,
      onFault,
    }),
    createCoverageDropWatch({
      reports: () => findCoverage(root, options.audit.reports).map((path) => join(root, path)),
      measure: () => measure(options, history),
      isAuditing: () => agent.isAuditing,
      published: () => history.published()?.percent,
      dropPoints: options.dropPoints,
      intake,
      onFault,
    }),
  ];
  mountAuditRoutes(service.app, {
    root,
    adminToken: options.adminToken,
    intake,
    history,
    reportPath: (id, format) => reportPath(auditor.reports, id, format),
  });
  metrics.restore(history.lastFinishedAt(), history.published()?.percent);

  let isStopping = false;
  // Not before it can be reached: whoever asks for an audit and whoever scrapes it find it from the first moment.
  service.app.addHook('onListen', () => {
    service.onStop('agent', () => agent.stop(), { timeoutMs: 15_000 });
    for (const trigger of triggers) service.onStop('trigger', () => trigger.stop());
    const begin = () => {
      if (isStopping) return;
      agent.start();
      for (const trigger of triggers) trigger.start();
    };
    if (options.scrapeWaitMs === undefined) begin();
    else void firstScrape(registry, options.scrapeWaitMs).then(begin);
    service.onStop('start', () => {
      isStopping = true;
    });
    const beat = setInterval(heartbeat.beat, 1000).unref();
    service.onStop('heartbeat', () => clearInterval(beat));
  });
  return service;
}

/** What does audits, with the history that they go to. */
export function createAuditor(options: AuditAgentOptions, registry: Registry) {
  const { root, stateDir, testWatcher, logger } = options;
  const metrics = createAuditMetrics(registry);
  const onFault = ({ type, message }: Fault) => {
    metrics.error(type);
    logger.error({ error_type: type }, message);
    options.onNotice?.(`${type}: ${message}`);
  };
  const history = openAuditHistory({ file: join(stateDir, 'audit.db'), onFault });
  const onNote = (text: string) => {
    logger.info(text);
    options.onNotice?.(text);
  };
  const commenting = options.comments && commentingOf(options.comments, stateDir, onNote);
  const auditor = {
    root,
    options: options.audit,
    history,
    reports: join(stateDir, 'reports'),
    rules: options.rules,
    testFacts: async () => (testWatcher === undefined ? undefined : askTestWatcher(testWatcher, root)),
    now: Date.now,
    metrics,
    logger,
    ...(commenting && { comment: commenting.comment }),
  } satisfies AuditorOptions;
  const close = () => {
    commenting?.close();
    history.close();
  };
  return { auditor, history, onFault, close };
}

/** What reports say that somebody else has written. */
async function measure({ root, audit }: AuditAgentOptions, history: AuditHistory) {
  const repository = await findRepository(root);
  const { coverage } = await obtainCoverage({
    ...audit,
    command: undefined,
    root,
    commit: repository && (await headOf(repository)).commit,
    dirty: repository && (await isDirty(repository)),
    repository,
    published: history.published(),
    signal: new AbortController().signal,
  });
  return coverage && { percent: percentOf(totals(coverage.files)), source: coverage.source };
}

/** A report is complete without comments: what keeps them from being made becomes a fault in it. */
function commentingOf(...[options, stateDir, onNote]: Parameters<typeof createCommenting>): Commenting {
  try {
    return createCommenting(options, stateDir, onNote);
  } catch (error) {
    const message = `The report has no comments: ${messageOf(error)}.`;
    return { comment: async () => ({ type: 'comments', message }), close() {} };
  }
}
