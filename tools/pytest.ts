import { spawnSync } from 'node:child_process';
import { install, mayInstall } from './apt.ts';

/**
 * Sees to it that the tests of TestWatcher's pytest runner find a pytest, and installs Debian's where there is none and
 * root may.
 *
 * @throws Error with the command for this machine
 */
export default function ensurePytest(): void {
  if (hasPytest()) return;
  if (mayInstall()) {
    install(['python3-pytest'], 'the tests of the pytest runner');
    if (hasPytest()) return;
  }
  throw new Error(
    'The tests of the pytest runner need Python 3 with pytest, and there is none. Install it (Debian and Ubuntu: ' +
      'sudo apt-get install python3-pytest; elsewhere: python3 -m pip install pytest).',
  );
}

function hasPytest(): boolean {
  return spawnSync('python3', ['-m', 'pytest', '--version']).status === 0;
}
