export type TelemetryErrorCode = 'name_taken' | 'bad_label' | 'bad_value';

/** A metric was used in a way that the catalogue does not allow. */
export class TelemetryError extends Error {
  override readonly name = 'TelemetryError';
  readonly code: TelemetryErrorCode;

  constructor(code: TelemetryErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
