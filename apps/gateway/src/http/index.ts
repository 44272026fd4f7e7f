export type { AuditEntry, AuditLog } from './admin/audit.ts';
export { createTransitionLog } from './admin/transitions.ts';
export { type HttpServerOptions, mountApi } from './server.ts';
