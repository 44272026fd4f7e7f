import './no-data.css';
import type { PanelModel } from '../dashboard/model.ts';

/** There is nothing to draw, and why that is so if the panel's description says it in a paragraph `Empty: …`. */
export function NoData({ panel }: { readonly panel: PanelModel }) {
  const reason = /^Empty: (.+)$/m.exec(panel.description ?? '')?.[1];
  return (
    <div className="no-data empty">
      <p>No data</p>
      {reason && <p>Empty {reason}</p>}
    </div>
  );
}
