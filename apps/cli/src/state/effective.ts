import { type Config, Secret } from '@switchgear/config';
import type { EffectiveSettings } from '../control/protocol.ts';

export function effectiveSettings({ providers, slack }: Config): EffectiveSettings {
  return {
    providers: providers.map(({ name, display_name, simulated }) => ({ name, display_name, simulated })),
    notifications: slack.webhook === undefined && Object.keys(slack.webhooks).length === 0 ? 'inbox' : 'slack',
  };
}

/** The configuration as what runs has it: it may have been started with other keys, or another webhook, than are set here. */
export function asRunning(config: Config, effective: EffectiveSettings): Config {
  const isSimulated = (name: string) => effective.providers.some((one) => one.name === name && one.simulated);
  const providers = config.providers
    .filter(({ name }) => effective.providers.some((one) => one.name === name))
    // Where only one of both has keys, those known here are not those that are used.
    .map((one) => ({ ...one, simulated: one.simulated && isSimulated(one.name) }));
  const { webhook = new Secret('in the environment of what runs') } = config.slack;
  return {
    ...config,
    providers,
    simulated: effective.providers.some(({ simulated }) => simulated),
    slack: effective.notifications === 'slack' ? { ...config.slack, webhook } : { webhooks: {} },
  };
}
