import { messageOf } from '@switchgear/service';
import { AuditError } from '../../errors.ts';

/** Whole words, also between underscores. */
export const defaultCommitMessages: readonly string[] = [
  '(?<![\\p{L}\\p{N}])(?:milestone|checkpoint|release)s?(?![\\p{L}\\p{N}])',
];

/**
 * Compiles what messages are searched for, in whatever case.
 *
 * @throws AuditError `git` that names the pattern
 */
export function compileMessages(patterns: readonly string[]): readonly RegExp[] {
  return patterns.map((pattern) => {
    try {
      return new RegExp(pattern, 'iu');
    } catch (error) {
      const fault = messageOf(error);
      throw new AuditError('git', `commit messages: ${fault}; write a regular expression of JavaScript`);
    }
  });
}
