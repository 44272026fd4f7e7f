import { expect, test } from 'vitest';
import { aptConfig, parseLibraries, parseUris } from './apt.ts';

test('names and sizes of the files are read from what apt prints', () => {
  const output = [
    'Reading package lists...',
    "'http://deb.debian.org/debian/pool/main/p/prometheus/prometheus_2.42.0%2bds-5_amd64.deb' prometheus_2.42.0+ds-5_amd64.deb 19257088 SHA256:81d5",
    '',
  ].join('\n');
  expect(parseUris(output)).toEqual([{ name: 'prometheus_2.42.0+ds-5_amd64.deb', bytes: 19_257_088 }]);
});

test('scripts and fonts of a page are libraries, whatever else the program needs', () => {
  const output =
    'prometheus\n  Depends: libjs-d3\n |Depends: debconf\nlibjs-d3\nfonts-glyphicons-halflings\nlibc6\n<libjs-x>\n';
  expect(parseLibraries(output)).toEqual(['libjs-d3', 'fonts-glyphicons-halflings']);
});

test('lists, state and cache of apt are ours, and the hooks of the system do not run', () => {
  const config = aptConfig('/home/me/a folder');
  for (const setting of ['Dir::State', 'Dir::State::lists', 'Dir::State::status', 'Dir::Cache']) {
    expect(config).toMatch(new RegExp(`^${setting} "/home/me/a folder/`, 'm'));
  }
  expect(config).toContain('#clear APT::Update::Post-Invoke;');
});
