/** Something the page asked for and did not get. The message names what failed and why; the remedy what to do. */
export class Fault extends Error {
  override readonly name = 'Fault';
  /** Status of the answer; 0 when there was none. */
  readonly status: number;
  readonly remedy: string;

  constructor(message: string, remedy: string, status = 0, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
    this.remedy = remedy;
  }
}

/** Whatever was thrown, as what a person can read. */
export function toFault(error: unknown): Fault {
  if (error instanceof Fault) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new Fault(
    `This page failed: ${message}`,
    'Reload it. If it fails again, this is a defect of the console.',
    0,
    {
      cause: error,
    },
  );
}
