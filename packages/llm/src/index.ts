// Before anything is sent

export { type Budget, type BudgetOptions, createBudget } from './budget/budget.ts';
export { type Store, sqliteStore, storeSchema } from './budget/store.ts';
export { createScrubber, type Scrubber, type ScrubberOptions } from './scrub/scrubber.ts';

// Asking

export type { Answer, Answered, CallStatus, Usage } from './ask/answer.ts';
export { ask, type GatewayAccess, type Message, type Question } from './ask/ask.ts';
export { askWithin } from './ask/within.ts';

// Before an answer is shown

export { type Citation, checkCitations, citations } from './citations/citations.ts';
export { plainText } from './citations/plain-text.ts';
