import type { Setup } from '../../setup.ts';
import type { Board } from '../house/board.ts';
import { apiProvider } from '../house/variables.ts';
import { errorShare, errors, failovers, providerCalls } from './calls.ts';
import { firstToken, responseTime } from './latency.ts';
import { keysByStatus, quotaLeft, rateLimitHits, rateLimitRate, refusedCalls } from './limits.ts';
import { failedShare, outcomes, slowShare } from './objectives.ts';
import { costPerHour, costTotal, tokenRate, tokensUsed } from './usage.ts';

/** The providers: calls, latency, limits, tokens and cost, and what requests made of them. */
export function apiMetrics({ providers }: Setup): Board {
  return {
    uid: 'api-metrics',
    title: 'API Metrics',
    description: 'The providers: calls, latency, limits, tokens and cost, and what they mean for callers.',
    services: ['llm-api'],
    variables: [apiProvider()],
    rows: [
      {
        title: 'Totals',
        height: 4,
        panels: [
          [rateLimitHits(), 6],
          [refusedCalls(), 6],
          [tokensUsed(), 6],
          [costTotal(), 6],
        ],
      },
      {
        title: 'Calls',
        height: 8,
        panels: providers.map((provider) => [providerCalls(provider), providers.length === 1 ? 24 : 12] as const),
      },
      {
        title: 'Errors and Latency',
        height: 8,
        panels: [
          [responseTime(providers), 12],
          [firstToken(), 12],
          [errors(), 8],
          [errorShare(), 8],
          [failovers(), 8],
        ],
      },
      {
        title: 'Objectives',
        height: 8,
        panels: [
          [outcomes(), 8],
          [failedShare(), 8],
          [slowShare(), 8],
        ],
      },
      {
        title: 'Limits and Keys',
        height: 8,
        panels: [
          [rateLimitRate(), 8],
          [quotaLeft(), 8],
          [keysByStatus(), 8],
        ],
      },
      {
        title: 'Tokens and Cost',
        height: 8,
        panels: [
          [tokenRate(), 12],
          [costPerHour(), 12],
        ],
      },
    ],
  };
}
