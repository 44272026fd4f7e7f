/** What a workspace may import: the arrows of docs/ARCHITECTURE.md, as data. */
export interface WorkspaceRule {
  /** Other workspaces, by the part of their name behind `@switchgear/`. */
  workspaces: readonly string[];
  /** Packages from npm that the sources without tests may import; undefined where anything declared will do. */
  packages?: readonly string[];
}

export const workspaceRules: Readonly<Record<string, WorkspaceRule>> = {
  'packages/breaker': { workspaces: [], packages: [] },
  'packages/config': { workspaces: [], packages: ['yaml', 'zod'] },
  'packages/telemetry': { workspaces: [], packages: ['prom-client'] },
  'packages/service': { workspaces: ['telemetry'] },
  'packages/worktree': { workspaces: [], packages: ['acorn', 'ast-v8-to-istanbul', 'ignore', 'saxes'] },
  'packages/llm': { workspaces: [], packages: [] },
  'packages/stack': { workspaces: ['config'] },
  'packages/monitoring': { workspaces: ['config', 'stack', 'telemetry'] },
  'packages/drill': { workspaces: ['monitoring', 'stack', 'telemetry'] },
  'apps/gateway': { workspaces: ['breaker', 'config', 'service', 'telemetry'] },
  'apps/test-watcher': { workspaces: ['config', 'llm', 'service', 'telemetry', 'worktree'] },
  'apps/audit-agent': { workspaces: ['config', 'llm', 'service', 'telemetry', 'worktree'] },
  'apps/sandbox': { workspaces: ['service', 'telemetry'] },
  'apps/console': { workspaces: ['config', 'service', 'stack', 'telemetry'] },
  'apps/cli': { workspaces: ['config', 'drill', 'monitoring', 'stack'] },
};

/**
 * Folders inside a workspace, each with the folders beside it that it may import. A folder that is not named here may
 * import nothing of its neighbours; files beside the folders (main, app) may import all of them, and folders none of these
 * files but those under `.`, which hold their common words.
 */
export const folderRules: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'apps/gateway/src': {
    http: ['proxy', 'keys'],
    proxy: ['keys', 'upstream'],
    keys: [],
    upstream: [],
    metrics: [],
  },
  'apps/test-watcher/src': {
    '.': ['clock.ts', 'errors.ts', 'model.ts', 'options.ts', 'view.ts'],
    queue: [],
    ledger: ['queue'],
    batches: [],
    runners: [],
    selection: [],
    history: [],
    analysis: ['history', 'metrics'],
    screen: [],
    watcher: ['history', 'queue', 'metrics', 'selection'],
    metrics: [],
    log: [],
    http: ['history'],
  },
  'apps/audit-agent/src': {
    '.': ['errors.ts', 'figures.ts', 'model.ts', 'options.ts', 'visible.ts'],
    intake: [],
    triggers: ['intake'],
    http: ['history', 'intake', 'report'],
    coverage: [],
    audit: ['coverage', 'history'],
    history: [],
    report: [],
    gate: [],
    comments: [],
    agent: ['audit', 'comments', 'gate', 'history', 'intake', 'metrics', 'report'],
    metrics: [],
  },
};

/** Imports that only one place, a path or a pattern, may make, so that what they do is done in one place. */
export const solePlaces: readonly { specifier: RegExp; within: string; why: string }[] = [
  { specifier: /^@switchgear\/config$/, within: 'apps/gateway/src/main.ts', why: 'configuration is read in one place' },
  { specifier: /^@switchgear\/config$/, within: 'apps/console/src/main.ts', why: 'configuration is read in one place' },
  {
    specifier: /^@switchgear\/config$/,
    within: 'apps/test-watcher/src/{main,settings}.ts',
    why: 'configuration is read in one place',
  },
  {
    specifier: /^@switchgear\/config$/,
    within: 'apps/audit-agent/src/{main,settings}.ts',
    why: 'configuration is read in one place',
  },
  {
    specifier: /^@grafana\/data(?:\/|$)/,
    within: 'apps/console/web/grafana/*.ts',
    why: 'what is taken of it is listed there',
  },
  // Tests may import what sources may not, so a pattern that is no path leaves it to them.
  { specifier: /^@switchgear\/stack$/, within: 'apps/console/**/*.test.ts', why: 'only tests start real programs' },
  {
    specifier: /^@switchgear\/stack$/,
    within: 'packages/monitoring/**/*.test.ts',
    why: 'only tests start real programs',
  },
];
