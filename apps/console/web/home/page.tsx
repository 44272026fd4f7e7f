import { AlertsCard } from './alerts-card.tsx';
import { BreakersCard } from './breakers-card.tsx';
import { CallersCard } from './callers-card.tsx';
import { CodeCard } from './code-card.tsx';
import { DashboardsCard } from './dashboards-card.tsx';
import { Headline } from './headline.tsx';
import { LatestCard } from './latest-card.tsx';
import { ProgramsCard } from './programs-card.tsx';
import { useOverview } from './queries.ts';
import '../alerts/alerts.css';
import './home.css';

/** The whole platform at a glance. */
export default function HomePage() {
  const overview = useOverview();
  return (
    <div className="home">
      <h1 className="hidden">Home</h1>
      <Headline overview={overview} />
      <div className="columns">
        <div>
          <BreakersCard overview={overview} />
          <CallersCard overview={overview} />
          <DashboardsCard />
        </div>
        <div>
          <AlertsCard overview={overview} />
          <ProgramsCard overview={overview} />
          <LatestCard />
          <CodeCard />
        </div>
      </div>
    </div>
  );
}
