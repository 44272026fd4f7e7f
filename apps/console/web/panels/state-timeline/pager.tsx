interface PagerProps {
  /** Index of the first row that is drawn. */
  readonly first: number;
  readonly perPage: number;
  readonly count: number;
  readonly onPage: (page: number) => void;
}

/** Steps through the rows. */
export function Pager({ first, perPage, count, onPage }: PagerProps) {
  const page = first / perPage;
  const last = Math.min(first + perPage, count);
  return (
    <div className="pager">
      <button type="button" aria-label="Rows before" disabled={first === 0} onClick={() => onPage(page - 1)}>
        ‹
      </button>
      <span className="num">
        {first + 1}–{last} of {count}
      </span>
      <button type="button" aria-label="Rows after" disabled={last === count} onClick={() => onPage(page + 1)}>
        ›
      </button>
    </div>
  );
}
