// A program's life

export type { Cleanup } from './cleanup.ts';
export { messageOf, ServiceError, type ServiceErrorCode } from './errors.ts';
export type { Address } from './listen.ts';
export { runOnce } from './once.ts';
export type { ProcessEvents } from './process-events.ts';
export { type RunOptions, runService } from './run.ts';
export { createService, type HttpOptions, type Service, type ServiceOptions } from './service.ts';

// Probes

export type { Check, CheckResult } from './check.ts';
export { createHeartbeat, type Heartbeat, type HeartbeatOptions } from './heartbeat.ts';
export type { ProbeReport } from './probes.ts';

// Metrics

export { firstScrape } from './first-scrape.ts';

// Logs

export { fileDestination } from './file-destination.ts';
export { createLogger, describeError, type Logger, type LoggerOptions } from './logger.ts';

// Processes that it starts

export { Output } from './children/output.ts';
export { graceMs, type Limits, type ProcessEnd, runProcess } from './children/run.ts';
export { startProcess } from './children/start.ts';
export { killLeftovers } from './children/tree.ts';

// State that survives

export { DatabaseError, type DatabaseFault } from './database/errors.ts';
export { guardDatabase } from './database/guard.ts';
export { type DatabaseOptions, inTransaction, openDatabase } from './database/open.ts';

// Diagnosis

export { describeHolder, type PortHolder, portHolder } from './port-holder.ts';
export { portOrAny } from './port-or-any.ts';
export { onReaderGone } from './reader-gone.ts';
