import { z } from 'zod';
import { refusal } from '../http/refusal.ts';
import { defineFault } from './fault.ts';

/** 500 to 599. */
export const serverError = defineFault({
  kind: 'server_error',
  settings: { status: z.int().min(500).max(599).default(500) },
  alsoProbes: false,
  apply: ({ status }, call) => refusal(call.dialect, status, `Server error ${status} (simulated)`),
});
