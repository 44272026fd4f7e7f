import { refusal } from '../http/refusal.ts';
import { defineFault } from './fault.ts';

/** 401: the key was revoked. */
export const unauthorized = defineFault({
  kind: 'unauthorized',
  settings: {},
  alsoProbes: true,
  apply: (_settings, call) => refusal(call.dialect, 401, 'Authentication fails, the key is invalid (simulated)'),
});
