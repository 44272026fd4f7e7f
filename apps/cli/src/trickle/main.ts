// A few requests all the time, so that there is something to see.
import { setTimeout as delay } from 'node:timers/promises';
import { loadConfig, programs } from '@switchgear/config';
import { trickleRequests } from './requests.ts';

const config = loadConfig();
const gateway =
  programs(config)
    .find((program) => program.name === 'gateway')
    ?.url.replace(/\/$/, '') ?? '';
const token = config.gateway.client_tokens[0]?.reveal();
const stopping = new AbortController();
const stop = () => stopping.abort();
process.once('SIGTERM', stop).once('SIGINT', stop).once('disconnect', stop);

for (const { path, body } of trickleRequests(config)) {
  if (stopping.signal.aborted) break;
  // Not awaited: a slow answer must not thin the trickle out.
  void send(path, body);
  await delay(config.trickle.interval_seconds * 1000, undefined, { signal: stopping.signal }).catch(() => {});
}
if (process.connected) process.disconnect();

async function send(path: string, body: { model: string; stream: boolean }): Promise<void> {
  const begin = performance.now();
  let outcome: string;
  try {
    const response = await fetch(gateway + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token !== undefined && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify(body),
      signal: AbortSignal.any([stopping.signal, AbortSignal.timeout(120_000)]),
    });
    const text = await response.text();
    outcome = `status ${response.status}, ${text.length} characters`;
  } catch (error) {
    if (stopping.signal.aborted) return;
    outcome = `failed: ${error instanceof Error ? error.message : String(error)}`;
  }
  const line = {
    time: new Date().toISOString(),
    model: body.model,
    stream: body.stream,
    ms: Math.round(performance.now() - begin),
    outcome,
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
