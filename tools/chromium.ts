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

/**
 * `shell` has no windows and starts a page for a tenth of the work: for what a page does. `browser` is what people have:
 * for how fast it does it.
 */
export type ChromiumKind = 'shell' | 'browser';

/** Debian's package of each; Ubuntu has no shell. */
const packages = { shell: ['chromium-headless-shell', 'chromium'], browser: ['chromium'] } as const;

const names = {
  shell: ['chromium-headless-shell', 'chrome-headless-shell'],
  browser: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome.exe', 'msedge.exe'],
} as const;

/**
 * A Chromium or Chrome of this machine, of the kind that is asked for if there is one; `CHROMIUM_PATH` goes first. Where
 * there is none and root may, Debian's package is installed.
 *
 * @throws Error with the command for this machine
 */
export function ensureChromium(kind: ChromiumKind): string {
  const found = process.env['CHROMIUM_PATH'] ?? find(kind) ?? find('browser');
  if (found !== undefined) return found;
  if (mayInstall()) {
    install(packages[kind], 'the tests in a browser');
    const installed = find(kind) ?? find('browser');
    if (installed !== undefined) return installed;
  }
  const other = find('shell');
  if (other !== undefined) return other;
  throw new Error(
    'The tests in a browser need Chromium or Chrome, and none was found. Install it (Debian and Ubuntu: ' +
      'sudo apt-get install chromium; macOS: brew install --cask google-chrome), or set CHROMIUM_PATH.',
  );
}

function find(kind: ChromiumKind): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const onPath = names[kind].flatMap((name) => folders.map((folder) => join(folder, name)));
  const applications = [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    join(process.env['ProgramFiles'] ?? '', 'Google', 'Chrome', 'Application', 'chrome.exe'),
  ];
  return [...onPath, ...(kind === 'browser' ? applications : [])].find((path) => existsSync(path));
}
