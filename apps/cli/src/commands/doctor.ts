import type { Command } from 'commander';
import { examine } from '../doctor/examine.ts';
import type { Finding } from '../doctor/finding.ts';
import { exitStatus } from '../errors.ts';
import { painterFor, type Style } from '../screen/style.ts';
import { renderTable } from '../screen/table.ts';

export function registerDoctor(program: Command): void {
  program
    .command('doctor')
    .description('look for what would keep Switchgear from running, and say what to do about it')
    .option('--json', 'for programs')
    .option('-c, --config <file>', 'configuration')
    .action(doctor);
}

const styles: Record<Finding['level'], Style> = { good: 'green', warning: 'yellow', fault: 'red' };

async function doctor(options: { json?: boolean; config?: string }): Promise<void> {
  const findings = await examine(options.config);
  const faults = findings.filter((finding) => finding.level === 'fault').length;
  if (faults > 0) process.exitCode = exitStatus.fault;
  if (options.json) {
    process.stdout.write(`${JSON.stringify({ findings }, null, 2)}\n`);
    return;
  }
  const rows = findings.map(({ level, subject, text }) => [{ text: level, style: styles[level] }, subject, text]);
  const verdict =
    faults === 0 ? 'Nothing keeps Switchgear from running.' : faults === 1 ? 'One fault.' : `${faults} faults.`;
  process.stdout.write(`${renderTable(rows, painterFor(process.stdout), '').join('\n')}\n\n${verdict}\n`);
}
