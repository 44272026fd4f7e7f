import { RunbookList } from './list.tsx';
import { Runbook } from './runbook.tsx';
import '../alerts/alerts.css';
import './runbooks.css';

export default function RunbooksPage({ alert }: { readonly alert: string | undefined }) {
  return alert === undefined ? <RunbookList /> : <Runbook key={alert} alert={alert} />;
}
