import type { Limits } from '@switchgear/service';

export interface RunnerOptions extends Limits {
  /** Projects of Vitest to run; default all. */
  readonly projects?: readonly string[] | undefined;
  /** Folder of the watched tree. */
  readonly root: string;
  /** Variables of the runner beside those of this process. */
  readonly environment?: Readonly<Record<string, string>>;
  /** What is no part of the tree beside what its `.gitignore` files say, in their syntax. */
  readonly ignores: readonly string[];
}
