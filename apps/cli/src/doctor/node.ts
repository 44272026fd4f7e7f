import { type Finding, fault, good } from './finding.ts';

/** The first release in which node:sqlite, type stripping and undici 8 all work. */
const oldest = [22, 19] as const;

export function checkNode(version: string = process.versions.node): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const enough = major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
  return enough
    ? good('Node.js', version)
    : fault(
        'Node.js',
        `${version} is too old, ${oldest.join('.')} is needed. Run npm install here: it brings its own.`,
      );
}
