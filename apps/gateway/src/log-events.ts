import type { Logger } from '@switchgear/service';
import type { PoolEvent, StateEvent } from './keys/index.ts';
import type { Fault } from './upstream/index.ts';

/** Writes what happens to keys into the log: trouble as a warning, the rest for information. */
export function logPoolEvent(logger: Logger, event: PoolEvent): void {
  const { kind, provider, key } = event;
  const log = (level: 'info' | 'warn' | 'error', details: object, text: string) =>
    logger[level]({ event: kind, provider, key_id: key.id, ...details }, `${provider} ${key.id}: ${text}`);
  switch (kind) {
    case 'transition': {
      const { from, to, reason, openUntil } = event;
      const until =
        openUntil === undefined || !Number.isFinite(openUntil) ? undefined : new Date(openUntil).toISOString();
      log(to === 'open' ? 'warn' : 'info', { from, to, reason, open_until: until }, `${from} → ${to} (${reason})`);
      return;
    }
    case 'backup_activated':
      log('warn', { cause: event.cause }, `backup put to use (${event.cause})`);
      return;
    case 'override':
      log('warn', { mode: event.mode }, `override set to ${event.mode}`);
      return;
    case 'state_discarded':
      log('error', { err: event.cause }, 'saved state is not usable, it starts closed');
  }
}

/** Tells when states are not being saved, and when they are again. */
export function logStateEvent(logger: Logger, event: StateEvent): void {
  const { kind, ...details } = event;
  const subject = { event: `state_${kind}`, ...details };
  switch (kind) {
    case 'moved_aside':
      logger.error(
        subject,
        `state file ${event.file} was not usable (${event.cause}): kept as ${event.movedTo}, begun anew`,
      );
      return;
    case 'unavailable':
      logger.error(subject, `states of keys are not being saved to ${event.file}: ${event.cause}`);
      return;
    case 'available':
      logger.info(subject, `states of keys are saved to ${event.file} again`);
      return;
    case 'record_discarded':
      logger.error(subject, `saved state of ${event.provider} ${event.keyId} is not readable, it starts closed`);
  }
}

/** Tells why a call failed; a key that fails on and on is soon open, which bounds how often. */
export function logFault(logger: Logger, provider: string, keyId: string, fault: Fault): void {
  const { errorType, status, message } = fault;
  const subject = { event: 'fault', provider, key_id: keyId, error_type: errorType, status };
  logger.info(subject, `${provider} ${keyId}: ${message}`);
}
