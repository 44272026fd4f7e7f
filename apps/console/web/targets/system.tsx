import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Age } from '../time/when.tsx';
import { alertmanagerStatus, prometheusStatus } from './answers.ts';
import { Section } from './section.tsx';

const count = new Intl.NumberFormat('en');

/** Prometheus itself. */
export function Prometheus() {
  const query = useQuery({
    queryKey: ['targets', 'prometheus'],
    queryFn: ({ signal }) => prometheusStatus(signal),
    refetchInterval: 10_000,
  });
  return (
    <Section title="Prometheus" query={query}>
      {(status) => (
        <dl className="facts">
          <Fact name="Version">{status.version}</Fact>
          <Fact name="Runs for">
            <Age at={status.startTime} />
          </Fact>
          <Fact name="Configuration">
            {status.reloadConfigSuccess ? (
              <>
                loaded <Age at={status.lastConfigTime} /> ago
              </>
            ) : (
              <>
                <span className="badge critical">Reload failed</span> The one before is in force. See why:{' '}
                <code>npx switchgear logs prometheus</code>
              </>
            )}
          </Fact>
          <Fact name="Series in memory">{count.format(status.numSeries)}</Fact>
          <Fact name="Keeps data for">{status.storageRetention}</Fact>
          <Fact name="Sends alerts to">
            {status.sendsTo.join(', ') || <span className="badge critical">Nobody: no Alertmanager is known</span>}
          </Fact>
        </dl>
      )}
    </Section>
  );
}

/** Alertmanager itself. */
export function Alertmanager() {
  const query = useQuery({
    queryKey: ['targets', 'alertmanager'],
    queryFn: ({ signal }) => alertmanagerStatus(signal),
    refetchInterval: 10_000,
  });
  return (
    <Section title="Alertmanager" query={query}>
      {({ versionInfo, uptime, cluster, config }) => (
        <>
          <dl className="facts">
            <Fact name="Version">{versionInfo.version}</Fact>
            <Fact name="Runs for">
              <Age at={uptime} />
            </Fact>
            <Fact name="Cluster">
              {cluster.status === 'disabled'
                ? 'none, it runs alone'
                : `${cluster.status}, ${cluster.peers?.length ?? 0} peers`}
            </Fact>
          </dl>
          <details>
            <summary>Configuration</summary>
            <pre>{config.original}</pre>
          </details>
        </>
      )}
    </Section>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
