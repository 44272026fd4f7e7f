import type { World } from '../world.ts';
import { agents } from './agents.ts';
import { brownout } from './brownout.ts';
import { healthy } from './healthy.ts';
import { outage } from './outage.ts';
import { overload } from './overload.ts';
import { recovered } from './recovered.ts';
import { unwatched } from './unwatched.ts';

/** All situations that the drill goes through, the healthy one first; together they make every alert fire. */
export const worlds: readonly [World, ...World[]] = [healthy, outage, brownout, overload, agents, recovered, unwatched];
