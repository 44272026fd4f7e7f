import { highest } from '../house/queries.ts';
import { chosen } from '../house/variables.ts';

/** What the keys chosen above are matched by. */
export const ofKeys = { provider: chosen.provider, key_id: chosen.key } as const;

/** Every replica reports every key: the highest report counts. */
export const perKey = (gauge: string) => highest(gauge, 'provider', 'key_id');

/** More lines than this nobody can tell apart, and there may be thousands of keys. */
export const mostKeys = 20;

/** The keys that had the highest values within the time that is shown. */
export const worstKeys = (gauge: string) =>
  `${perKey(gauge)} and on (provider, key_id) topk(${mostKeys}, ${perKey(`max_over_time(${gauge}[$__range] @ end())`)})`;
