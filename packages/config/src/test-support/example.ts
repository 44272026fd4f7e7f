import { readFileSync } from 'node:fs';
import { temporaryFolder, writeFile } from './files.ts';

/** switchgear.example.yaml as it is. */
export function exampleText(): string {
  return readFileSync(new URL('../../../../switchgear.example.yaml', import.meta.url), 'utf8');
}

/** The example with every setting in use: those without a default lose the # in front of their name. */
export function enabledExample(): string {
  return exampleText().replaceAll(/^( *)#(?=[a-z-])/gm, '$1');
}

/** A folder that holds the files which the example names. */
export function exampleFolder(): string {
  const folder = temporaryFolder();
  writeFile(folder, 'secrets/team.keys', 'k1\nk2\n');
  writeFile(folder, 'secrets/slack-webhook', 'https://hooks.slack.com/services/x\n');
  return folder;
}

export const exampleEnvironment = {
  DEEPSEEK_API_KEYS: 'k3',
  MY_LLM_RESERVE_KEYS: 'k4',
  SWITCHGEAR_CLIENT_TOKENS: 't1',
  SWITCHGEAR_CONSOLE_TOKEN: 't2',
};
