/** The environment variables that Switchgear reads; any other may be named in switchgear.yaml as the place of a secret. */
export interface Environment {
  /** Path of the configuration file; default `./switchgear.yaml`, which may be missing. */
  readonly SWITCHGEAR_CONFIG?: string | undefined;
  /** Token of the admin API; default `<state_dir>/admin-token`. */
  readonly SWITCHGEAR_ADMIN_TOKEN?: string | undefined;
  /** Salt of key names, the same on all replicas; default `<state_dir>/key-salt`. */
  readonly SWITCHGEAR_KEY_SALT?: string | undefined;
  /** Base address of the gateway for other programs, where it is not the configured one. */
  readonly SWITCHGEAR_GATEWAY_URL?: string | undefined;
  /** The same of TestWatcher. */
  readonly SWITCHGEAR_TEST_WATCHER_URL?: string | undefined;
  /** The same of AuditAgent. */
  readonly SWITCHGEAR_AUDIT_AGENT_URL?: string | undefined;
  /** Slack's incoming webhook, unless the file names another place. */
  readonly SLACK_WEBHOOK_URL?: string | undefined;
  /** `<PROVIDER>_API_KEYS`, and what the file names. */
  readonly [name: string]: string | undefined;
}
