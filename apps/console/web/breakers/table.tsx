import { Spacer, useRowsInView } from '../shell/rows-in-view.tsx';
import { useNow } from '../time/when.tsx';
import { type Breaker, idOf } from './breaker.ts';
import { BreakerRow } from './row.tsx';

interface BreakerTableProps {
  readonly breakers: readonly Breaker[];
  /** Id of the one whose details are open. */
  readonly chosen: string | undefined;
  readonly onChoose: (breaker: Breaker) => void;
}

/** All keys, of which only those in view are drawn. */
export function BreakerTable({ breakers, chosen, onChoose }: BreakerTableProps) {
  const { box, items, above, below } = useRowsInView<HTMLDivElement>({
    count: breakers.length,
    rowHeight: 37,
    overscan: 12,
  });
  const now = useNow();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
    <section className="board" ref={box} tabIndex={0} aria-label="Board of all keys">
      <table aria-rowcount={breakers.length + 1}>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col">Key</th>
            <th scope="col" className="wider">
              Provider
            </th>
            <th scope="col">State</th>
            <th scope="col">Next probe</th>
            <th scope="col" className="num wide" title="Failures in a row, of those that open it">
              Failures
            </th>
            <th scope="col" className="num wide">
              Trips
            </th>
            <th scope="col" className="num wider">
              Good calls
            </th>
            <th scope="col" className="wider">
              Other calls
            </th>
          </tr>
        </thead>
        <tbody>
          <Spacer columns={8} height={above} />
          {items.map(({ index }) => {
            const breaker = breakers[index];
            if (breaker === undefined) return null;
            const id = idOf(breaker);
            return (
              <BreakerRow
                key={id}
                breaker={breaker}
                index={index + 2}
                isChosen={id === chosen}
                now={now}
                onChoose={onChoose}
              />
            );
          })}
          <Spacer columns={8} height={below} />
        </tbody>
      </table>
    </section>
  );
}
