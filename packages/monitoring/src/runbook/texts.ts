import { apiDownAlertName } from '@switchgear/config';
import type { MonitoredProvider } from '../setup.ts';
import type { RunbookText } from './text.ts';
import { apiDown, apiTexts } from './texts/api.ts';
import { auditAgentTexts } from './texts/audit-agent.ts';
import { circuitBreakerTexts } from './texts/circuit-breaker.ts';
import { metaTexts } from './texts/meta.ts';
import { sloTexts } from './texts/slo.ts';
import { systemTexts } from './texts/system.ts';
import { testWatcherTexts } from './texts/test-watcher.ts';

/** The text of every alert that can be, by its name. */
export function runbookTexts(providers: readonly MonitoredProvider[]): ReadonlyMap<string, RunbookText> {
  return new Map(
    Object.entries({
      ...testWatcherTexts,
      ...auditAgentTexts,
      ...Object.fromEntries(providers.map((provider) => [apiDownAlertName(provider), apiDown(provider)])),
      ...apiTexts,
      ...systemTexts,
      ...circuitBreakerTexts,
      ...metaTexts,
      ...sloTexts,
    }),
  );
}
