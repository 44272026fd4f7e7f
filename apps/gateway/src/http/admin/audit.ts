/** One admin action, as kept in the audit log. */
export interface AuditEntry {
  readonly action: string;
  /** Address of whoever asked. */
  readonly client: string;
  readonly outcome: 'done' | 'refused';
  /** What it was about: a provider or a key id, and the values given; never a secret. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Keeps admin actions. */
export interface AuditLog {
  /**
   * Before a change: what cannot be recorded is not done.
   * @throws GatewayError 503 `audit_unavailable`
   */
  record(entry: AuditEntry): void;
  /** For reads and refusals, which go on without: they must work when the disk does not. */
  note(entry: AuditEntry): void;
}
