import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Puts a shell script on a path of its own; returns the folder. */
export function fakeCommand(folder: string, name: string, script = 'exit 0'): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return folder;
}

/** Stands for apt-get: writes down each call, and downloads files with the names that Debian gives them. */
export const fakeApt = `
echo "$3" >> calls
if [ "$3" = --print-uris ]; then
  shift 4
  for name in "$@"; do echo "'http://deb.example/$name.deb' \${name}_1.0_all.deb 9 SHA256:0"; done
elif [ "$3" = download ]; then
  shift 3
  for name in "$@"; do echo "$name" > "\${name}_1.0_all.deb"; done
fi`;

/** Stands for apt-cache: every package needs one library. */
export const fakeAptCache = 'echo "libjs-page"; echo "  Depends: libc6"; echo libc6';

/** Stands for dpkg-deb: unpacks programs with the names of both packages, and the library of their pages. */
export const fakeDpkg = `
mkdir -p "$3/usr/bin" "$3/usr/share/prometheus/web"
case "$2" in
  *libjs-page_*) mkdir -p "$3/usr/share/javascript/page"; exit ;;
  *alertmanager*) programs="prometheus-alertmanager amtool" ;;
  *) programs="prometheus promtool" ;;
esac
for program in $programs; do printf '#!/bin/sh\\n' > "$3/usr/bin/$program"; chmod +x "$3/usr/bin/$program"; done`;
