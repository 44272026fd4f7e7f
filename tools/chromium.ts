import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { install, mayInstall } from './apt.ts';

/** Started so, it is quiet, and works as root and without a screen. */
export const chromiumArguments: readonly string[] = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A Chromium or Chrome of this machine; undefined for none. `CHROMIUM_PATH` goes first. */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const named = env['CHROMIUM_PATH'];
  if (named !== undefined) return named;
  const folders = (env['PATH'] ?? '').split(delimiter);
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome.exe', 'msedge.exe'];
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  const applications = [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    join(env['ProgramFiles'] ?? '', 'Google', 'Chrome', 'Application', 'chrome.exe'),
  ];
  return [...onPath, ...applications].find((path) => existsSync(path));
}

/**
 * The same, after installing Debian's package where there is none and root may.
 *
 * @throws Error with the command for this machine
 */
export function ensureChromium(): string {
  const found = findChromium();
  if (found !== undefined) return found;
  if (mayInstall()) {
    install('chromium', 'the tests in a browser');
    const installed = findChromium();
    if (installed !== undefined) return installed;
  }
  throw new Error(
    'The tests in a browser need Chromium or Chrome, and none was found. Install it (Debian and Ubuntu: ' +
      'sudo apt-get install chromium; macOS: brew install --cask google-chrome), or set CHROMIUM_PATH.',
  );
}
