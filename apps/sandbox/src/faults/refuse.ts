import { defineFault } from './fault.ts';

/** The connection is reset before any header. */
export const refuse = defineFault({
  kind: 'refuse',
  settings: {},
  alsoProbes: true,
  apply: () => ({ type: 'refuse' }),
});
