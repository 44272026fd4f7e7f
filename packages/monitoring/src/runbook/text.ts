/** One thing to look at or to do: a sentence, or a command with how to read its answer. */
export type Step =
  | string
  /** PromQL, asked of Prometheus. */
  | { readonly query: string; readonly read: string }
  /** Arguments of `npx switchgear` that change nothing. */
  | { readonly look: string; readonly read: string }
  /** Arguments of `npx switchgear` that change something. */
  | { readonly change: string; readonly read: string };

/** What somebody who is woken by an alert has to know. Sentences are Markdown. */
export interface RunbookText {
  readonly meaning: string;
  /** Whether callers notice, and what is lost if nobody does anything. */
  readonly impact: string;
  /** In the order in which they tell the likely causes apart. */
  readonly diagnosis: readonly Step[];
  /** In the order in which they are tried; how to see that it worked; when to silence. */
  readonly mitigation: readonly Step[];
  /** When to hand over, and what to hand over with. */
  readonly escalation: string;
}

/** The texts of a group of alerts, by name. */
export type RunbookTexts = Readonly<Record<string, RunbookText>>;
