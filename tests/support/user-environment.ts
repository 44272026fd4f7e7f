import { delimiter } from 'node:path';

const foreign = /^(?:npm_|SWITCHGEAR_|SLACK_|VITEST|NODE_OPTIONS$|NODE_ENV$|INIT_CWD$|FORCE_COLOR$|TEST$)|_API_KEYS?$/i;

/** The environment of a person at a terminal: without keys, and without what npm and the test runner add to ours. */
export function userEnvironment(extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  const path = (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => !/node_modules[\\/]\.bin/.test(folder) && !/node-gyp-bin/.test(folder))
    .join(delimiter);
  return { ...Object.fromEntries(own), PATH: path, ...extra };
}
