import type { ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Answer, json } from '../answer.ts';
import { type Call, type Dialect, keyPrefix } from '../call.ts';
import { answerChat } from '../deepseek/chat.ts';
import { balance, modelList } from '../deepseek/models.ts';
import type { Surroundings } from '../faults/fault.ts';
import type { FaultStore } from '../faults/store.ts';
import { findTrigger } from '../faults/trigger.ts';
import { answerAgent } from '../perplexity/agent.ts';
import { increment, type Stats } from '../stats.ts';
import { refusal } from './refusal.ts';
import { send } from './send.ts';

export interface ProviderRoutes extends Surroundings {
  readonly seed: string;
  readonly faults: FaultStore;
  readonly stats: Stats;
}

interface Route {
  readonly dialect: Dialect;
  readonly free: boolean;
  readonly answer: (body: unknown) => Answer;
}

/** Mounts both APIs at the root. */
export function mountProvider(server: FastifyInstance, around: ProviderRoutes): void {
  const seconds = () => Math.floor(around.now() / 1000);
  const chat: Route = { dialect: 'chat', free: false, answer: (body) => answerChat(body, around.seed, seconds()) };
  const agent: Route = { dialect: 'agent', free: false, answer: (body) => answerAgent(body, around.seed, seconds()) };
  const models: Route = { dialect: 'chat', free: true, answer: () => json(200, modelList()) };
  const funds: Route = { dialect: 'chat', free: true, answer: () => json(200, balance()) };
  for (const path of ['/chat/completions', '/v1/chat/completions']) server.post(path, handler(chat, around));
  for (const path of ['/v1/agent', '/v1/responses']) server.post(path, handler(agent, around));
  for (const path of ['/models', '/v1/models']) server.get(path, handler(models, around));
  server.get('/user/balance', handler(funds, around));
}

function handler({ dialect, free, answer: answerOf }: Route, around: ProviderRoutes) {
  const { faults, stats } = around;

  async function handle(request: FastifyRequest, response: ServerResponse): Promise<void> {
    const gone = new AbortController();
    response.once('close', () => {
      if (!response.writableFinished) gone.abort();
    });
    const key = keyOf(request);
    if (key === undefined) {
      const message = `Authentication fails: the sandbox takes keys that begin with ${keyPrefix}, followed by a name of your choice`;
      await send(refusal(dialect, 401, message), response, gone.signal);
      return;
    }
    const answer = await decide(key, request.body, gone.signal);
    await send(answer, response, gone.signal);
    if (gone.signal.aborted && !isOwnDoing(answer)) stats.of(key).aborted += 1;
  }

  async function decide(key: string, body: unknown, signal: AbortSignal): Promise<Answer> {
    const text = typeof body === 'string' ? body : '';
    const parsed = free ? { value: undefined } : parse(text);
    const call: Call = { key, dialect, free, signal, ...wishes(parsed?.value) };
    const fault = faults.take(call) ?? (parsed ? findTrigger(text) : undefined);
    const counts = stats.of(key);
    if (free) counts.free += 1;
    else counts.calls += 1;
    if (fault) increment(counts.faults, fault.kind);
    const next = () => (parsed ? answerOf(parsed.value) : refusal(dialect, 400, 'The body is not valid JSON'));
    const answer = fault ? await fault.apply(call, next, around) : next();
    increment(counts.answers, nameOf(answer));
    return answer;
  }

  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    reply.hijack();
    try {
      await handle(request, reply.raw);
    } catch (error) {
      request.log.error({ err: error }, 'the call could not be answered; its connection is closed');
      reply.raw.destroy();
    }
    return reply;
  };
}

function keyOf(request: FastifyRequest): string | undefined {
  const bearer = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
  return bearer.startsWith(keyPrefix) && bearer.length > keyPrefix.length ? bearer.slice(keyPrefix.length) : undefined;
}

function parse(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

function wishes(body: unknown): { streamed: boolean; model: string } {
  const { stream, model } = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  return { streamed: stream === true, model: typeof model === 'string' ? model : '' };
}

function nameOf(answer: Answer): string {
  if (answer.type === 'reply') return String(answer.status);
  return answer.type === 'refuse' ? 'refused' : 'silent';
}

/** Connections that the sandbox breaks itself are not clients that went away. */
function isOwnDoing(answer: Answer): boolean {
  return answer.type === 'reply' ? answer.ending === 'fin' || answer.ending === 'reset' : answer.type === 'refuse';
}
