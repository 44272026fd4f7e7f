// Reading the configuration

// Agents
export { type AgentTree, agentTree, type GatewayAccess, gatewayAccess } from './agents.ts';
// What others derive from it
export { apiDownAlertName } from './alert-name.ts';
export type { Account, Config, Fallback, NamedKey, Price, Provider, ProviderKind } from './config.ts';
export type { Environment } from './environment.ts';
export { ConfigError, type ConfigErrorCode, type Fault, StateFileError, SwitchgearConfigError } from './errors.ts';
export { type LoadOptions, loadConfig } from './load.ts';
export { isLoopback } from './loopback.ts';
// Supervisors
export { addressOf, type Program, type ProgramName, programs } from './programs.ts';
export { Secret } from './secrets/secret.ts';
// State folder
export { readAdminToken } from './state/admin-token.ts';
export { keyId, readKeySalt } from './state/key-id.ts';
