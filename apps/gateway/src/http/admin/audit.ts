/** One admin action, as kept in the audit log. */
export interface AuditEntry {
  readonly action: string;
  /** Address of whoever asked. */
  readonly client: string;
  readonly outcome: 'done' | 'refused';
  /** What it was about: a provider or a key id, and the values given; never a secret. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Keeps admin actions; throws when it cannot, so that nothing is done unseen. */
export type AuditLog = (entry: AuditEntry) => void;
