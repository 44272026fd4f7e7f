import { z } from 'zod';
import type { Reply } from '../answer.ts';
import { defineFault } from './fault.ts';

const bytes = Buffer.from([0x00, 0xff, 0xfe, 0x7b, 0x22, 0xc3, 0x28, 0x0a]);

/** An answer that cannot be read, under a content type that promises otherwise. */
export const garbage = defineFault({
  kind: 'garbage',
  settings: { status: z.int().min(200).max(599).default(200) },
  alsoProbes: false,
  apply: ({ status }, call): Reply => ({
    type: 'reply',
    status,
    headers: { 'content-type': call.streamed ? 'text/event-stream' : 'application/json' },
    streamed: call.streamed,
    chunks: call.streamed ? ['data: {"choices": [nonsense\n\n', bytes] : ['<html>not JSON</html>', bytes],
    ending: 'complete',
  }),
});
