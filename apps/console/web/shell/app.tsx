import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ComponentType, lazy, Suspense } from 'react';
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

const loads: (() => Promise<unknown>)[] = [];

function page<P>(load: () => Promise<{ default: ComponentType<P> }>) {
  loads.push(load);
  return lazy(load);
}

const Home = page(() => import('../home/page.tsx'));
const Dashboards = page(() => import('../dashboard/list.tsx'));
const Dashboard = page(() => import('../dashboard/page.tsx'));
const Breakers = page(() => import('../breakers/page.tsx'));
const Alerts = page(() => import('../alerts/page.tsx'));
const Silences = page(() => import('../silences/page.tsx'));
const Inbox = page(() => import('../inbox/page.tsx'));
const Explore = page(() => import('../explore/page.tsx'));
const Targets = page(() => import('../targets/page.tsx'));
const Runbooks = page(() => import('../runbooks/page.tsx'));

/** Pages that are loaded by the time somebody goes there need no connection that a slow Prometheus may hold. */
const loadOthersAfterMs = 3_000;

// A page that does not load now says so when somebody opens it.
setTimeout(() => void Promise.allSettled(loads.map((load) => load())), loadOthersAfterMs);

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
