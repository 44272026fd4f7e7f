/** How a program is started and how to see that it can serve. */
export interface CommandLine {
  readonly command: string;
  readonly args: readonly string[];
  /** Where it has to be started; undefined where that does not matter. */
  readonly cwd: string | undefined;
  /** Where its page is. */
  readonly url: string;
  /** Answers 200 once the program can serve. */
  readonly readyUrl: string;
}
