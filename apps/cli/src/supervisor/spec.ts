/** How one program is started, watched and stopped. */
export interface ProgramSpec {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Where it has to be started. Default: our own working folder */
  readonly cwd?: string | undefined;
  /** Added to our own environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** A Node program gets an IPC channel, and stops by itself when we are gone. */
  readonly ipc: boolean;
  /** Names of programs that must be ready before this one is started. */
  readonly after: readonly string[];
  /** Programs are stopped from the highest layer down: what makes calls before what answers them. */
  readonly layer: number;
  /** What a person opens or points a client at. */
  readonly url?: string;
  /** Answers 200 once the program can serve; without one it is ready when it runs. */
  readonly readyUrl?: string;
  /** Where it listens, and the setting to change when that is taken. */
  readonly listen?: { readonly host: string; readonly port: number; readonly setting: string };
}
