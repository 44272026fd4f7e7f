import { Rules } from './rules.tsx';
import { ScrapeTargets } from './scrape-targets.tsx';
import { Alertmanager, Prometheus } from './system.tsx';
import './targets.css';

export default function TargetsPage() {
  return (
    <div className="targets">
      <h1>Targets</h1>
      <ScrapeTargets />
      <Rules />
      <Prometheus />
      <Alertmanager />
    </div>
  );
}
