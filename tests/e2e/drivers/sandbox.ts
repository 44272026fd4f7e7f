import { compose } from '../../../apps/sandbox/src/text/compose.ts';
import { Platform } from '../../support/platform.ts';
import type { SandboxFault } from '../../support/sandbox.ts';
import { type KeyFault, quickSettings, type UpstreamDriver } from './driver.ts';

/** The platform as it starts without any key: both providers simulated. */
export async function startSandboxDriver(): Promise<UpstreamDriver> {
  const platform = await Platform.start({
    settings: { ...quickSettings, fallbacks: [{ model: 'deepseek-v4-pro', to: ['sonar'] }] },
  });
  const { sandbox } = platform;
  return {
    platform,
    keys: {
      deepseek: ['deepseek-1', 'deepseek-2', 'deepseek-3'],
      perplexity: ['perplexity-1', 'perplexity-2', 'perplexity-3'],
    },
    models: { deepseek: 'deepseek-flash', perplexity: 'sonar', generic: 'deepseek-flash' },
    modelWithFallback: 'deepseek-v4-pro',
    poison: '[[sandbox:500]]',
    clientToken: 'anything, while no client tokens are configured',
    secrets: [],
    setFault: (keyId, fault) => sandbox.setFault(keyId, sandboxFault(fault)),
    clearFaults: () => sandbox.clearFaults(),
    callsOf: (keyId) => sandbox.stats(keyId),
    answerTo(model, prompt) {
      // The gateway sends Sonar's chat requests to the Agent API, under the model's new name.
      return model === 'sonar'
        ? compose('sandbox', 'perplexity/sonar', `\n${prompt}`).content
        : compose('sandbox', model, prompt).content;
    },
    stop: () => platform.dispose(),
  };
}

function sandboxFault(fault: KeyFault): SandboxFault {
  switch (fault.kind) {
    case 'rate_limit':
      return {
        kind: 'rate_limit',
        ...(fault.retryAfterSeconds !== undefined && { retry_after_seconds: fault.retryAfterSeconds }),
      };
    case 'cut_stream':
      return { kind: 'cut_stream', after_chunks: 8 };
    case 'cut_before_first_token':
      return { kind: 'cut_stream', after_chunks: 1 };
    case 'endless_stream':
      return { kind: 'hang', after_chunks: 8 };
    default:
      return { kind: fault.kind };
  }
}
