import type { DrillReport } from '@switchgear/drill';
import { writeSettings } from '@switchgear/stack';

/** What the report does not say of a drill. */
export interface DrillCircumstances {
  readonly finishedAt: Date;
  /** Paths of somebody else's rule files that were tried in the place of ours. */
  readonly rules: readonly string[] | undefined;
  /** The alert that was waited out at the pace of production. */
  readonly realTime: string | undefined;
}

/**
 * Keeps what came of a drill as `drill/last.json` in the state folder, where the console shows it. What is unknown is
 * left out.
 *
 * @throws StackError state_unwritable
 */
export async function keepLast(stateDir: string, report: DrillReport, about: DrillCircumstances): Promise<void> {
  const { alerts, worlds, faults, seconds, secondsToDeliver } = report;
  const last = {
    finished_at: about.finishedAt.toISOString(),
    seconds,
    rules: about.rules,
    real_time: about.realTime,
    seconds_to_deliver: secondsToDeliver,
    worlds,
    faults,
    alerts: alerts.map(({ isOfService, linksAnswered, ...rest }) => ({
      ...rest,
      is_of_service: isOfService,
      links_answered: linksAnswered,
    })),
  };
  await writeSettings(stateDir, [
    { path: 'drill/last.json', text: `${JSON.stringify(last, null, 1)}\n`, secret: true },
  ]);
}
