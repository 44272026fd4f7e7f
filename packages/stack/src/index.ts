// Finding the programs
export { defaultCacheDir } from './binaries/cache.ts';
export { type Binaries, type FindOptions, findBinaries, searchBinaries } from './binaries/find.ts';
export type { BinaryProgress, ProgressListener } from './binaries/progress.ts';
// Faults
export { StackError, type StackErrorCode } from './errors.ts';
// Running them
export { alertmanagerCommand, forgetNotifications } from './run/alertmanager.ts';
export type { CommandLine } from './run/command-line.ts';
export { prometheusCommand } from './run/prometheus.ts';
// Their settings
export { type SettingsFile, writeSettings } from './settings/write.ts';
