export type { AccessOptions } from './access.ts';
export { createAuditFile } from './admin/audit.ts';
export { TransitionLog } from './admin/transitions.ts';
export { clientErrorHandler, frameworkErrors } from './errors.ts';
export { mountApi } from './server.ts';
