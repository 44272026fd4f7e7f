import { onTestFinished } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { platform } from './browser.ts';

/** Lets a simulated provider refuse a key until its breaker is open; the key is well again after the test. */
export async function openKey(keyId: string): Promise<void> {
  onTestFinished(async () => {
    await platform.sandbox.clearFaults();
    await platform.admin.reset();
  });
  await platform.sandbox.setFault(keyId, { kind: 'rate_limit', retry_after_seconds: 600 });
  const { provider } = await platform.admin.breaker(keyId);
  await eventually(async () => {
    await callModel(provider === 'deepseek' ? 'deepseek-flash' : 'sonar');
    const { state } = await platform.admin.breaker(keyId);
    if (state !== 'open') throw new Error(`${keyId} is ${state}`);
  });
}

/** The pool may give the call to another key. */
async function callModel(model: string): Promise<void> {
  const response = await fetch(`${platform.gatewayUrl}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model, messages: [{ role: 'user', content: 'Hello' }] }),
  });
  if (!response.ok) throw new Error(`${model} answered ${response.status}: ${await response.text()}`);
}

interface AlertmanagerSilence {
  readonly id: string;
  readonly comment: string;
  readonly status: { readonly state: string };
  readonly matchers: readonly { readonly name: string; readonly value: string }[];
}

export async function alertmanagerSilences(): Promise<AlertmanagerSilence[]> {
  const response = await fetch(`http://127.0.0.1:${platform.ports.alertmanager}/api/v2/silences`);
  return (await response.json()) as AlertmanagerSilence[];
}
