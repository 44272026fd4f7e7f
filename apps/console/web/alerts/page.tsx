import type { ComponentType } from 'react';
import { Empty } from '../shell/states.tsx';
import { Drill } from './drill.tsx';
import { Firing } from './firing.tsx';
import { AlertsHead } from './head.tsx';
import { Rules } from './rule-list.tsx';

const views = new Map<string, ComponentType>([
  ['firing', Firing],
  ['rules', Rules],
  ['drill', Drill],
]);

export default function AlertsPage({ params: { view = 'firing' } }: { readonly params: { readonly view?: string } }) {
  const View = views.get(view);
  return (
    <>
      <AlertsHead title="Alerts" />
      {View ? <View /> : <Empty>Alerts have no view of that name. One of those above may be meant.</Empty>}
    </>
  );
}
