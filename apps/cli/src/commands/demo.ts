import { setTimeout as delay } from 'node:timers/promises';
import type { Command } from 'commander';
import { giveTour } from '../demo/tour.ts';
import { painterFor } from '../screen/style.ts';
import { runningPlatform } from './running.ts';
import { interruption } from './signals.ts';

export function registerDemo(program: Command): void {
  program
    .command('demo')
    .description('a tour of about two minutes on the running system: a key fails, its breaker opens, the alert arrives')
    .option('-c, --config <file>', 'configuration')
    .action(demo);
}

async function demo(options: { config?: string }): Promise<void> {
  const { platform } = await runningPlatform(options.config);
  using interrupted = interruption(() => {});
  const { signal } = interrupted;
  await giveTour(platform, {
    print: (line) => process.stdout.write(`${line}\n`),
    paint: painterFor(process.stdout),
    now: Date.now,
    wait: (ms) => delay(ms, undefined, { signal }).catch(() => {}),
    signal,
  });
}
