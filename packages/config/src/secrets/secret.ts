import { inspect } from 'node:util';

const hidden = '[secret]';

/** A key, token or address that must not be printed: every way of showing it but `reveal()` gives `[secret]`. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The secret itself. Call it only where the secret is sent. */
  reveal(): string {
    return this.#value;
  }

  /** Whether both hold the same secret. */
  equals(other: Secret): boolean {
    return this.#value === other.#value;
  }

  toString(): string {
    return hidden;
  }

  toJSON(): string {
    return hidden;
  }

  [inspect.custom](): string {
    return hidden;
  }
}
