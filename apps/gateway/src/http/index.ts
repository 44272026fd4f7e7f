export type { AuditEntry, AuditLog } from './admin/audit.ts';
export { createTransitionLog } from './admin/transitions.ts';
export { clientErrorHandler, frameworkErrors } from './errors.ts';
export { type HttpServerOptions, mountApi } from './server.ts';
