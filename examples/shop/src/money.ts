/** An amount in cents, so that sums are exact. */
export type Cents = number;

export function format(cents: Cents): string {
  const sign = cents < 0 ? '-' : '';
  const whole = Math.floor(Math.abs(cents) / 100);
  const rest = String(Math.abs(cents) % 100).padStart(2, '0');
  return `${sign}${whole}.${rest}`;
}

/** Half a cent is rounded away from zero. */
export function percentOf(cents: Cents, percent: number): Cents {
  const exact = (cents * percent) / 100;
  return Math.sign(exact) * Math.round(Math.abs(exact));
}
