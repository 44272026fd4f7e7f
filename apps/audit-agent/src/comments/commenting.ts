import { join } from 'node:path';
import { ask, createBudget, createScrubber, sqliteStore, storeSchema } from '@switchgear/llm';
import { guardDatabase, openDatabase } from '@switchgear/service';
import type { Audit } from '../model.ts';
import type { CommentingOptions } from '../options.ts';
import { type Commented, type CommentOptions, comment } from './comment.ts';

const timeoutMs = 120_000;

export interface Commenting {
  /** Never rejects. */
  comment(audit: Audit, signal: AbortSignal): Promise<Commented>;
  close(): void;
}

/**
 * Comments through the gateway, with a budget that outlives the process.
 *
 * @throws DatabaseError that names the file and the remedy
 */
export function createCommenting(
  options: CommentingOptions,
  stateDir: string,
  onNote: CommentOptions['onNote'],
): Commenting {
  const { gateway, token, model, dailyTokens, secrets } = options;
  const file = join(stateDir, 'comments.db');
  // 'SWAC'
  const database = guardDatabase(file, () =>
    openDatabase({ file, applicationId: 0x53574143, schemaVersion: 1, schema: storeSchema }),
  );
  const scrubber = createScrubber({ known: secrets });
  const budget = createBudget(sqliteStore(database), { tokensPerDay: dailyTokens, now: Date.now });
  return {
    comment: (audit: Audit, signal: AbortSignal) =>
      comment(audit, {
        ask: (question) => ask({ gateway, ...(token !== undefined && { token }), timeoutMs, ...question }),
        scrubber,
        budget,
        model,
        onNote,
        signal,
      }),
    close: () => database.close(),
  };
}
