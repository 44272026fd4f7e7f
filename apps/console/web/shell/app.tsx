import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { Layout } from './layout.tsx';
import { PageBoundary } from './page-boundary.tsx';
import { Empty, Loading } from './states.tsx';

const client = new QueryClient({
  // Each page says how often it asks; a failed call is asked again by the next refresh, not behind the viewer's back.
  // What the console asks is on this machine, whatever the browser thinks of the network.
  defaultOptions: {
    queries: { networkMode: 'always', retry: false, refetchOnWindowFocus: false, gcTime: 60_000, staleTime: 1_000 },
  },
});

const Home = lazy(() => import('../home/page.tsx'));
const Dashboards = lazy(() => import('../dashboard/list.tsx'));
const Dashboard = lazy(() => import('../dashboard/page.tsx'));
const Breakers = lazy(() => import('../breakers/page.tsx'));
const Alerts = lazy(() => import('../alerts/page.tsx'));
const Silences = lazy(() => import('../silences/page.tsx'));
const Inbox = lazy(() => import('../inbox/page.tsx'));
const Explore = lazy(() => import('../explore/page.tsx'));
const Targets = lazy(() => import('../targets/page.tsx'));
const Runbooks = lazy(() => import('../runbooks/page.tsx'));

export function App() {
  return (
    <QueryClientProvider client={client}>
      <Layout>
        <PageBoundary>
          <Suspense fallback={<Loading />}>
            <Switch>
              <Route path="/" component={Home} />
              <Route path="/dashboards" component={Dashboards} />
              <Route path="/d/:uid/:slug?">{({ uid }) => <Dashboard key={uid} uid={uid} />}</Route>
              <Route path="/breakers" component={Breakers} />
              <Route path="/alerts/:view?" component={Alerts} />
              <Route path="/silences/:view?" component={Silences} />
              <Route path="/inbox" component={Inbox} />
              <Route path="/explore" component={Explore} />
              <Route path="/targets" component={Targets} />
              <Route path="/runbooks/:alert?">{({ alert }) => <Runbooks alert={alert} />}</Route>
              <Route>
                <Empty>
                  There is no such page. <a href="/">Start here.</a>
                </Empty>
              </Route>
            </Switch>
          </Suspense>
        </PageBoundary>
      </Layout>
    </QueryClientProvider>
  );
}
