/** One promise, measured. */
export interface Measurement {
  readonly promise: string;
  readonly bar: string;
  readonly measured: string;
  readonly holds: boolean;
}

export interface StepOptions {
  /** A short form, to see that the step itself works; proves nothing. */
  readonly quick: boolean;
  readonly log: (line: string) => void;
}

/** Measures what belongs together. */
export interface Step {
  readonly name: string;
  readonly about: string;
  /** It mostly waits: it begins with the first step, and is awaited at its place. */
  readonly isBackground?: boolean;
  run(options: StepOptions): Promise<Measurement[]>;
}
