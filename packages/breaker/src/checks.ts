import { BreakerError } from './errors.ts';

/** Throws `invalid_option` unless `value` is a finite number in the range. */
export function requireNumber(name: string, value: unknown, min: number, max = Number.MAX_VALUE): void {
  if (typeof value === 'number' && value >= min && value <= max) return;
  throw outOfRange(name, 'a number', value, min, max);
}

/** Throws `invalid_option` unless `value` is an integer in the range. */
export function requireInteger(name: string, value: unknown, min: number, max = Number.MAX_SAFE_INTEGER): void {
  if (Number.isSafeInteger(value) && Number(value) >= min && Number(value) <= max) return;
  throw outOfRange(name, 'an integer', value, min, max);
}

/** A non-negative integer, as every counter is. */
export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

/** Milliseconds of a clock or a span: finite and not negative. */
export function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

function outOfRange(name: string, kind: string, value: unknown, min: number, max: number): BreakerError {
  const floor = min === Number.MIN_VALUE ? '> 0' : `>= ${min}`;
  const ceiling = max >= Number.MAX_SAFE_INTEGER ? '' : ` and <= ${max}`;
  const found = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return new BreakerError('invalid_option', `${name} must be ${kind} ${floor}${ceiling}, not ${found}`);
}
