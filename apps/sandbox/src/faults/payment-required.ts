import { refusal } from '../http/refusal.ts';
import { defineFault } from './fault.ts';

/** 402: the account has run out of credit. */
export const paymentRequired = defineFault({
  kind: 'payment_required',
  settings: {},
  alsoProbes: true,
  apply: (_settings, call) => refusal(call.dialect, 402, 'Insufficient balance (simulated)'),
});
