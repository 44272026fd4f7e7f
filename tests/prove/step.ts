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
  /** Begins at its place and goes on beside the steps behind it; it measures nothing that they could slow down. */
  readonly isBackground?: boolean;
  run(options: StepOptions): Promise<Measurement[]>;
}
