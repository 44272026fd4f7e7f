// The committed files

export { committedFiles, generatedFolders } from './committed.ts';
export type { GeneratedFile } from './generated-file.ts';

// The files of a running platform

export { nativeFiles, setupOf } from './native.ts';

// For drills and other proofs

export { alertmanagerConfig } from './alertmanager/config.ts';
export { slackFaults } from './alertmanager/slack-faults.ts';
export { alertmanagerTemplates } from './alertmanager/templates.ts';
export { platformFiles } from './platform.ts';
export { job } from './promql/metric.ts';
export { alertRules, type DocumentedAlert, documented } from './rules/documented.ts';
export { ruleFiles } from './rules/files.ts';
export type { AlertRule, RecordingRule, RuleFile, RuleGroup, Severity } from './rules/rule.ts';
export { type ComponentName, committedSetup, type Links, type MonitoredProvider, type Setup } from './setup.ts';

// For tests of the documents

export { documentedCommands, runbookCommands } from './runbook/commands.ts';
