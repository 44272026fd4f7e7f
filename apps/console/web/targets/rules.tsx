import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Empty } from '../shell/states.tsx';
import { Age, useNow } from '../time/when.tsx';
import { type RuleGroup, rules } from './answers.ts';
import { type RuleOfGroup, slowestFirst, took, troubleOf } from './reckon.ts';
import { Section, Wide } from './section.tsx';

/** How the evaluation of rules goes; what they say is on the page of alerts. */
export function Rules() {
  const query = useQuery({
    queryKey: ['targets', 'rules'],
    queryFn: ({ signal }) => rules(signal),
    refetchInterval: 10_000,
  });
  return (
    <Section title="Rules" query={query}>
      {({ groups }) =>
        groups.length === 0 ? (
          <Empty>
            No rules are loaded, so nothing can alert. Build them with <code>npm run generate</code>.
          </Empty>
        ) : (
          <>
            <Groups groups={groups} />
            <RuleTable all={slowestFirst(groups)} />
          </>
        )
      }
    </Section>
  );
}

function Groups({ groups }: { readonly groups: readonly RuleGroup[] }) {
  const now = useNow();
  return (
    <Wide label="Groups of rules">
      <thead>
        <tr>
          <th scope="col">Group</th>
          <th scope="col">State</th>
          <th scope="col" className="num">
            Rules
          </th>
          <th scope="col" className="num">
            Every
          </th>
          <th scope="col">Last evaluation</th>
          <th scope="col" className="num">
            Took
          </th>
          <th scope="col">File</th>
        </tr>
      </thead>
      <tbody>
        {groups.map((group) => {
          const trouble = troubleOf(group, now);
          return (
            <tr key={group.file + group.name}>
              <th scope="row">{group.name}</th>
              <td>
                <span className={trouble ? 'badge critical' : 'badge good'}>{trouble ?? 'In order'}</span>
              </td>
              <td className="num">{group.rules.length}</td>
              <td className="num">{group.interval} s</td>
              <td>
                {group.lastEvaluation.startsWith('0001') ? (
                  'never'
                ) : (
                  <>
                    <Age at={group.lastEvaluation} /> ago
                  </>
                )}
              </td>
              <td className="num">{took(group.evaluationTime)}</td>
              <td>
                <code title={group.file}>{group.file.split(/[\\/]/).at(-1)}</code>
              </td>
            </tr>
          );
        })}
      </tbody>
    </Wide>
  );
}

/** The rules that fail, and the slowest. */
function RuleTable({ all }: { readonly all: readonly RuleOfGroup[] }) {
  const [every, setEvery] = useState(false);
  const failing = all.filter(({ health }) => health === 'err');
  const shown = every ? all : [...new Set([...failing, ...all.slice(0, 5)])];
  const title = failing.length > 0 ? 'Failing and slowest rules' : 'Slowest rules';
  return (
    <>
      <h3>{title}</h3>
      <Wide label={title}>
        <thead>
          <tr>
            <th scope="col">Rule</th>
            <th scope="col">Group</th>
            <th scope="col">Kind</th>
            <th scope="col" className="num">
              Took
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ name, group, type, evaluationTime, health, lastError }) => (
            <tr key={`${group} ${name} ${evaluationTime}`}>
              <th scope="row">
                {name} {health === 'err' && <span className="badge critical">Fails</span>}
                {lastError && <p className="error">{lastError}</p>}
              </th>
              <td>{group}</td>
              <td>{type}</td>
              <td className="num">{took(evaluationTime)}</td>
            </tr>
          ))}
        </tbody>
      </Wide>
      {!every && shown.length < all.length && (
        <button type="button" onClick={() => setEvery(true)}>
          Show all {all.length} rules
        </button>
      )}
    </>
  );
}
