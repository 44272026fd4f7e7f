import { type Config, programs } from '@switchgear/config';
import type { SupervisorStatus } from '../control/protocol.ts';
import { portFault } from '../ports/check.ts';
import { type Finding, fault, good, warning } from './finding.ts';

/** Every port is free, or held by the program that should hold it. */
export async function checkPorts(
  config: Config,
  running: Pick<SupervisorStatus, 'programs'> | undefined,
): Promise<Finding[]> {
  return Promise.all(
    programs(config).map(async ({ name, section, host, port }) => {
      const subject = `port ${port}`;
      const ours = running?.programs.find((program) => program.name === name);
      if (ours?.pid !== undefined) {
        if (ours.ready) return good(subject, `${name} answers`);
        return warning(subject, `${name} runs and is not ready (${ours.state}). See: npx switchgear logs ${name}`);
      }
      const problem = await portFault({ name, listen: { host, port, setting: `${section}.port` } });
      return problem === undefined ? good(subject, `free for ${name}`) : fault(subject, problem);
    }),
  );
}
