import { Link } from 'wouter';
import { FaultNote } from '../shell/states.tsx';
import { useNow } from '../time/when.tsx';
import type { Program } from './programs.ts';
import type { Overview } from './queries.ts';
import { sinceWords } from './trouble.ts';

/** What runs and what is down; Prometheus and Alertmanager by whether they answer this page. */
export function ProgramsCard({ overview: { programs, alerts, faults } }: { readonly overview: Overview }) {
  const now = useNow();
  return (
    <section className="card" aria-labelledby="programs">
      <h2 id="programs">
        <Link href="/targets">What runs</Link>
      </h2>
      {faults.programs && <FaultNote error={faults.programs} />}
      <ul className="programs">
        {faults.programs && <Line name="prometheus" isUp={false} words="does not answer" />}
        {programs
          ?.filter(({ name }) => name !== 'alertmanager' || !faults.alerts)
          .map((program) => (
            <Line key={program.name} name={program.name} isUp={program.down === 0} words={wordsOf(program, now)} />
          ))}
        {faults.programs && alerts !== undefined && <Line name="alertmanager" isUp words="answers" />}
        {faults.alerts && <Line name="alertmanager" isUp={false} words="does not answer" />}
      </ul>
    </section>
  );
}

function wordsOf({ instances, down, since }: Program, now: number): string {
  const word = down > 0 ? 'down' : 'up';
  const some = instances === 1 ? word : down > 0 ? `${down} of ${instances} down` : `all ${instances} up`;
  return `${some}${sinceWords(since, now)}`;
}

interface LineProps {
  readonly name: string;
  readonly isUp: boolean;
  readonly words: string;
}

function Line({ name, isUp, words }: LineProps) {
  return (
    <li className={isUp ? 'up' : 'down'}>
      <span aria-hidden="true">{isUp ? '●' : '■'}</span>
      <b>{name}</b>
      <span>{words}</span>
    </li>
  );
}
