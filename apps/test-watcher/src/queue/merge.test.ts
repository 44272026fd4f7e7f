import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ChangeKind } from '../model.ts';
import { merge } from './merge.ts';

it('merged changes lead from the first state of a file to its last', () => {
  // What a file has been through, by whether it was there.
  fc.assert(
    fc.property(fc.boolean(), fc.array(fc.boolean(), { minLength: 1 }), (before, states) => {
      let wasThere = before;
      let merged: ChangeKind | undefined;
      for (const isThere of states) {
        if (!wasThere && !isThere) continue;
        const kind = isThere ? (wasThere ? 'modified' : 'added') : 'deleted';
        merged = merged === undefined ? kind : merge(merged, kind);
        wasThere = isThere;
      }
      const isThere = states.at(-1);
      if (before) expect(merged).toBe(isThere ? 'modified' : 'deleted');
      else expect(merged).toBe(isThere ? 'added' : undefined);
    }),
  );
});
