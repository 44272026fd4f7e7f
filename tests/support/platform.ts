import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AdminClient } from './admin.ts';
import { type CommandOptions, type CommandResult, RunningCommand, root, run } from './command.ts';
import { freePorts } from './free-ports.ts';
import { InboxClient } from './inbox.ts';
import { onAnyEnd } from './last-resort.ts';
import { killProcessesOf, processesOf } from './processes.ts';
import { PrometheusClient } from './prometheus.ts';
import { SandboxClient } from './sandbox.ts';
import { TestWatcherClient } from './test-watcher.ts';

type Settings = Readonly<Record<string, unknown>>;

export interface PlatformOptions {
  /** Merged over ports and state folder, section by section. */
  readonly settings?: Settings;
  readonly env?: Readonly<Record<string, string>>;
  /** Whether TestWatcher and AuditAgent run too; default false, because one tree has one watcher. */
  readonly agents?: boolean;
}

/** A folder with a configuration on free ports; nothing runs in it yet. */
export class Platform {
  readonly folder: string;
  readonly configFile: string;
  readonly stateDir: string;
  readonly ports: {
    readonly gateway: number;
    readonly sandbox: number;
    readonly prometheus: number;
    readonly alertmanager: number;
    readonly console: number;
    readonly test_watcher: number;
    readonly audit_agent: number;
  };
  readonly #env: Readonly<Record<string, string>>;
  readonly #callOff: () => void;

  private constructor(folder: string, ports: Platform['ports'], env: Readonly<Record<string, string>>) {
    this.folder = folder;
    this.ports = ports;
    this.configFile = join(folder, 'switchgear.yaml');
    this.stateDir = join(folder, 'state');
    this.#env = env;
    this.#callOff = onAnyEnd(() => killProcessesOf(folder));
  }

  static async prepare(options: PlatformOptions = {}): Promise<Platform> {
    const [gateway = 0, sandbox = 0, prometheus = 0, alertmanager = 0, console = 0, test_watcher = 0, audit_agent = 0] =
      await freePorts(7);
    const folder = mkdtempSync(join(tmpdir(), 'switchgear-e2e-'));
    const { settings = {}, env = {}, agents = false } = options;
    const ports = { gateway, sandbox, prometheus, alertmanager, console, test_watcher, audit_agent };
    const platform = new Platform(folder, ports, env);
    const own: Record<string, Settings> = {};
    for (const [name, port] of Object.entries(ports)) {
      own[name] = { port, ...((name === 'test_watcher' || name === 'audit_agent') && { enabled: agents }) };
    }
    const merged: Record<string, unknown> = { state_dir: platform.stateDir, ...own };
    for (const [name, value] of Object.entries(settings)) {
      merged[name] = own[name] === undefined ? value : { ...own[name], ...(value as Settings) };
    }
    // JSON is YAML.
    writeFileSync(platform.configFile, JSON.stringify(merged, null, 2));
    return platform;
  }

  /** One that another process has started, and will dispose of. */
  static of({ folder, ports }: Pick<Platform, 'folder' | 'ports'>): Platform {
    const platform = new Platform(folder, ports, {});
    platform.#callOff();
    return platform;
  }

  /** Prepares one and starts it as a person would, in the background. */
  static async start(options: PlatformOptions = {}): Promise<Platform> {
    const platform = await Platform.prepare(options);
    const result = await platform.npmStart(['--detach']).result;
    if (result.status === 0) return platform;
    const log = platform.log('gateway').slice(-4000);
    await platform.dispose();
    throw new Error(`npm start ended with ${result.status}:\n${result.output}\n${log}`);
  }

  /** `npm start -- … --config <file>`, under way. */
  npmStart(args: readonly string[] = [], options: CommandOptions = {}): RunningCommand {
    return new RunningCommand('npm', ['start', '--silent', '--', ...args, '--config', this.configFile], {
      timeoutMs: 120_000,
      ...options,
      env: { ...this.#env, ...options.env },
    });
  }

  /** Runs the bin `switchgear` with this configuration. */
  switchgear(args: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
    const bin = join(root, 'apps', 'cli', 'bin', 'switchgear.mjs');
    return run('node', [bin, ...args, '--config', this.configFile], {
      ...options,
      env: { ...this.#env, ...options.env },
    });
  }

  get gatewayUrl(): string {
    return `http://127.0.0.1:${this.ports.gateway}`;
  }

  get adminToken(): string {
    return readFileSync(join(this.stateDir, 'admin-token'), 'utf8').trim();
  }

  get admin(): AdminClient {
    return new AdminClient(this.gatewayUrl, this.adminToken);
  }

  get sandbox(): SandboxClient {
    return new SandboxClient(`http://127.0.0.1:${this.ports.sandbox}`);
  }

  get prometheus(): PrometheusClient {
    return new PrometheusClient(`http://127.0.0.1:${this.ports.prometheus}`);
  }

  get inbox(): InboxClient {
    return new InboxClient(this.consoleUrl);
  }

  get testWatcher(): TestWatcherClient {
    return new TestWatcherClient(`http://127.0.0.1:${this.ports.test_watcher}`);
  }

  get consoleUrl(): string {
    return `http://127.0.0.1:${this.ports.console}`;
  }

  /** What a program has logged so far. */
  log(program: string): string {
    const path = join(this.stateDir, 'logs', `${program}.log`);
    return existsSync(path) ? readFileSync(path, 'utf8') : '';
  }

  /** Process id of a program, as `status` tells it. */
  async pidOf(program: string): Promise<number> {
    const { stdout } = await this.switchgear(['status', '--json']);
    const { programs } = JSON.parse(stdout) as { programs: { name: string; pid?: number }[] };
    const pid = programs.find(({ name }) => name === program)?.pid;
    if (pid === undefined) throw new Error(`${program} is not running: ${stdout}`);
    return pid;
  }

  /**
   * Stops everything and removes the folder, whatever state it is in.
   *
   * @throws when `down` failed or left a process behind, after that was ended too
   */
  async dispose(): Promise<void> {
    const result = processesOf(this.folder).length === 0 ? undefined : await this.switchgear(['down']);
    const left = killProcessesOf(this.folder);
    this.#callOff();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 });
    if (result !== undefined && result.status !== 0)
      throw new Error(`down ended with ${result.status}: ${result.output}`);
    if (left.length > 0) throw new Error(`down left ${left.map(({ command }) => command).join('; ')}`);
  }
}
