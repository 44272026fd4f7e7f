import { Fault, toFault } from '../../api/fault.ts';

const remedies: Readonly<Record<number, string>> = {
  400: 'Mend the query: its panel menu opens it in Explore.',
  422: 'Mend the query, or choose a shorter time range: its panel menu opens it in Explore.',
  503: 'Choose a shorter time range or fewer values, or try again.',
};

/** What to do when a panel's query fails, where whoever answered does not say it. */
export function withRemedy(error: unknown): Fault {
  const fault = toFault(error);
  const remedy = fault.remedy || remedies[fault.status] || '';
  return remedy === fault.remedy ? fault : new Fault(fault.message, remedy, fault.status, { cause: error });
}
