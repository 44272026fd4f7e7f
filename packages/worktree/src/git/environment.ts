/**
 * What git is started with. A hook or a `git` command that started us has set variables that would name its repository
 * and its index for ours; of git's variables only those stay that configure it.
 */
export function gitEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_') || configuring.test(name));
  return { ...Object.fromEntries(kept), LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0' };
}

const configuring = /^GIT_(CONFIG_(GLOBAL|SYSTEM|NOSYSTEM|COUNT|KEY_|VALUE_)|CEILING_|DISCOVERY_|EXEC_PATH|TEST_)/;
