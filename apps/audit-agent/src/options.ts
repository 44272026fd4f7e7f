import type { Logger } from '@switchgear/service';
import type { AuditOptions } from './audit/perform.ts';
import type { GateRules } from './gate/judge.ts';
import type { MarkerRules } from './triggers/markers/rules.ts';

export interface CommentingOptions {
  /** Base address of the gateway. */
  readonly gateway: string;
  /** Client token of the gateway; default none. */
  readonly token?: string | undefined;
  readonly model: string;
  readonly dailyTokens: number;
  /** Exact secrets that must not leave the machine. */
  readonly secrets: readonly string[];
}

export interface AuditAgentOptions {
  /** The tree. */
  readonly root: string;
  /** Folder for the state of this tree. */
  readonly stateDir: string;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly adminToken: string;
  /** Cron expression. */
  readonly schedule: string;
  /** IANA name. */
  readonly timeZone: string;
  readonly markers: MarkerRules;
  /** Regular expressions of messages of commits; default `defaultCommitMessages`. */
  readonly milestones?: readonly string[];
  /** In the syntax of `.gitignore`. */
  readonly ignore: readonly string[];
  readonly audit: AuditOptions;
  readonly dropPoints: number;
  /** What a gate demands. */
  readonly rules: GateRules;
  /** TestWatcher of the same machine, which knows slow and flaky tests; default none. */
  readonly testWatcher?: string | undefined;
  /** Off without it. */
  readonly comments?: CommentingOptions;
  /** How long it waits for its first scrape before it counts anything, in milliseconds; default 0. */
  readonly scrapeWaitMs?: number;
  readonly logger: Logger;
  /** Gets a line for whoever looks on. */
  readonly onNotice?: (text: string) => void;
  /** Told why an audit begins. */
  readonly onAuditing?: (cause: string) => void;
}
