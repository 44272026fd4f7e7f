import { refusal } from '../http/refusal.ts';
import { defineFault } from './fault.ts';

/** 403: the key lacks a permission. */
export const forbidden = defineFault({
  kind: 'forbidden',
  settings: {},
  alsoProbes: true,
  apply: (_settings, call) => refusal(call.dialect, 403, 'The key may not use this (simulated)'),
});
