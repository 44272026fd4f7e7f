import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './command.ts';

/** A copy of the example project, with a history of its own, that a test may change. */
export class ExampleProject {
  readonly path = mkdtempSync(join(tmpdir(), 'switchgear-shop-'));

  /** Runs all tests with coverage. */
  readonly coverageCommand = [process.execPath, 'node_modules/vitest/vitest.mjs', 'run', '--coverage'];

  constructor() {
    const isSource = (path: string) => !/[\\/](?:node_modules|coverage)$/.test(path);
    cpSync(join(root, 'examples', 'shop'), this.path, { recursive: true, filter: isSource });
    symlinkSync(join(root, 'node_modules'), join(this.path, 'node_modules'));
    this.write('.gitignore', 'node_modules\ncoverage\n');
    this.git('init', '--quiet', '--initial-branch=main');
    this.commit('Begin');
  }

  read(path: string): string {
    return readFileSync(join(this.path, path), 'utf8');
  }

  write(path: string, text: string): void {
    writeFileSync(join(this.path, path), text);
  }

  replace(path: string, from: string, to: string): void {
    const text = this.read(path);
    if (!text.includes(from)) throw new Error(`${path} has no ${JSON.stringify(from)}`);
    this.write(path, text.replace(from, to));
  }

  git(...args: string[]): string {
    const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com'];
    const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null' };
    return execFileSync('git', [...identity, ...args], { cwd: this.path, encoding: 'utf8', env });
  }

  commit(message: string): void {
    this.git('add', '--all');
    this.git('commit', '--quiet', '--allow-empty', '--message', message);
  }

  dispose(): void {
    rmSync(this.path, { recursive: true, force: true, maxRetries: 3 });
  }
}
