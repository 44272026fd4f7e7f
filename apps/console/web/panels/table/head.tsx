import type { Column } from './columns.ts';
import { nextSort, type Sort } from './sort.ts';

interface HeadProps {
  readonly columns: readonly Column[];
  readonly sorts: readonly Sort[];
  readonly onSort: (sorts: readonly Sort[]) => void;
}

/** Heads that sort: first rising, then falling, then as it came. */
export function Head({ columns, sorts, onSort }: HeadProps) {
  return (
    <thead>
      <tr>
        {columns.map(({ name, align }) => {
          const sort = sorts.find(({ displayName }) => displayName === name);
          return (
            <th
              key={name}
              scope="col"
              className={align}
              aria-sort={sort === undefined ? undefined : sort.desc === true ? 'descending' : 'ascending'}
            >
              <button type="button" title={name} onClick={() => onSort(nextSort(sorts, name))}>
                {name}
                <span aria-hidden="true">{sort === undefined ? '' : sort.desc === true ? ' ▼' : ' ▲'}</span>
              </button>
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
