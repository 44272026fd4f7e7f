import type { Agent } from 'node:http';
import { type HttpAnswer, post } from '../support/http-call.ts';
import { bodyOf, type LoadRequest, pathOf } from './request.ts';

export interface Sent {
  readonly answer: HttpAnswer;
  /** The client broke the connection before an end had arrived. */
  readonly left: boolean;
}

/** Far above the slowest answer without a hang, far below the gateway's own deadlines for one. */
const patienceMs = { before: 700, within: 500 } as const;

/** Sends one request and behaves as its kind of client does. */
export async function send(baseUrl: string, agent: Agent, request: LoadRequest): Promise<Sent> {
  const controller = new AbortController();
  let left = false;
  let timer: NodeJS.Timeout | undefined;
  const leaveAfter = (milliseconds: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      // What has arrived while this process was busy is looked at first: only silence makes a client leave.
      const arrived = received;
      setImmediate(() => {
        if (received !== arrived) return;
        left = true;
        controller.abort();
      });
    }, milliseconds);
  };
  let received = 0;
  if (request.patience === 'leaves_before') leaveAfter(patienceMs.before);
  const answer = await post({
    url: baseUrl + pathOf(request),
    agent,
    body: bodyOf(request),
    signal: controller.signal,
    onText: (text) => {
      received += 1;
      clearTimeout(timer);
      const over = /data: \[DONE\]|"response\.completed"|"error"/.test(text);
      if (request.patience === 'leaves_within' && !over) leaveAfter(patienceMs.within);
    },
  });
  clearTimeout(timer);
  return { answer, left };
}
