import { type Cents, percentOf } from './money.ts';

/** Codes that customers can type in. */
const percentByCode: Readonly<Record<string, number>> = { WELCOME: 10, SUMMER: 15 };

/** Large orders get 5 % without a code. */
const largeOrder: Cents = 10_000;

export function discount(total: Cents, code?: string): Cents {
  const ofCode = code === undefined ? 0 : (percentByCode[code.toUpperCase()] ?? 0);
  const ofSize = total >= largeOrder ? 5 : 0;
  return percentOf(total, Math.max(ofCode, ofSize));
}
