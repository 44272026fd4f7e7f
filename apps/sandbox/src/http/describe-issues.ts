import type { z } from 'zod';

/** Everything that is wrong with a value, each with the name of its field. */
export function describeIssues(error: z.ZodError): string {
  return error.issues
    .map((issue) => {
      const place = issue.path.length === 0 ? 'body' : issue.path.join('.');
      return issue.code === 'unrecognized_keys'
        ? `unknown field ${issue.keys.join(', ')}`
        : `${place}: ${issue.message}`;
    })
    .join('; ');
}
