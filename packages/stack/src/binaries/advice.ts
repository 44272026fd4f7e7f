import { pathFolders, searchProgram } from './search.ts';

const downloads = 'https://prometheus.io/download/';

/** Package managers that have both programs, in the order in which a system is asked for them. */
const installers: readonly (readonly [program: string, command: string])[] = [
  ['apt-get', 'sudo apt-get install prometheus prometheus-alertmanager'],
  ['brew', 'brew install prometheus alertmanager'],
  ['dnf', 'sudo dnf install golang-github-prometheus golang-github-prometheus-alertmanager'],
  ['pacman', 'sudo pacman -S prometheus alertmanager'],
  ['apk', 'sudo apk add prometheus alertmanager'],
  ['zypper', 'sudo zypper install golang-github-prometheus-prometheus golang-github-prometheus-alertmanager'],
  ['nix-env', 'nix-env -iA nixpkgs.prometheus nixpkgs.prometheus-alertmanager'],
];

/** What to type on this system to get Prometheus and Alertmanager. */
export function installAdvice(env: NodeJS.ProcessEnv): string {
  const folders = pathFolders(env);
  const installer = installers.find(([program]) => searchProgram([program], folders) !== undefined);
  if (installer !== undefined) return `Run: ${installer[1]}`;
  return `Download both for ${process.platform} ${process.arch} from ${downloads} and put prometheus, promtool, alertmanager and amtool on PATH`;
}
