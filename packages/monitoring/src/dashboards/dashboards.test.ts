import * as units from '@grafana/grafana-foundation-sdk/units';
import { describe, expect, test } from 'vitest';
import { committedSetup, type Setup } from '../setup.ts';
import { dashboards } from './dashboards.ts';
import { panelsOf, readDashboards } from './testing/read.ts';
import { dashboardUids } from './uids.ts';

const all = readDashboards(committedSetup);
const uidsOf = (setup: Setup) => readDashboards(setup).map(({ uid }) => uid);

test('the same setup gives the same files, one per uid', () => {
  expect(JSON.stringify(dashboards(committedSetup))).toBe(JSON.stringify(dashboards(committedSetup)));
  expect(dashboards(committedSetup).map(({ path }) => path)).toEqual(
    dashboardUids.map((uid) => `grafana/dashboards/${uid}.json`),
  );
  expect(all.map(({ uid }) => uid)).toEqual(dashboardUids);
});

const promised = {
  'system-health': {
    'CPU Usage': 'gauge',
    'Memory Usage': 'gauge',
    'Disk Usage': 'timeseries',
    'Process Memory Usage': 'timeseries',
    'Process Threads': 'timeseries',
    'CPU Usage Rate': 'timeseries',
    'Targets and Dependencies': 'state-timeline',
  },
  'test-watcher-performance': {
    'Files Processed': 'stat',
    'TestWatcher Status': 'stat',
    'Files in Queue': 'stat',
    'Error Rate': 'stat',
    'Test Runs by Status': 'timeseries',
    'Test Execution Duration Percentiles': 'timeseries',
    'API Calls': 'timeseries',
    'Memory Usage': 'timeseries',
  },
  'audit-agent-metrics': {
    'Total Audit Runs': 'stat',
    'Test Coverage': 'gauge',
    'Completion Markers Found': 'stat',
    'Audit Runs by Trigger': 'timeseries',
    'Coverage Trend': 'timeseries',
    'Audit Run Duration Percentiles': 'timeseries',
    'Error Rate by Type': 'timeseries',
  },
  'api-metrics': {
    'DeepSeek API Calls': 'timeseries',
    'Perplexity API Calls': 'timeseries',
    'API Response Time': 'timeseries',
    'API Errors': 'timeseries',
    'Rate Limit Hits': 'stat',
    'Token Rate': 'timeseries',
    Cost: 'stat',
  },
  'circuit-breaker': {
    'Circuit Breaker States by Key': 'state-timeline',
    'Trip Counter': 'stat',
    'Keys Open': 'stat',
    'Failure Count by Key': 'timeseries',
    'State Transitions': 'timeseries',
    'Time in Each State': 'timeseries',
    'Success Count in half-open': 'timeseries',
    'API Request Rate': 'timeseries',
    'Alert Status Summary': 'table',
  },
};

describe.each(all.map((dashboard) => [dashboard.title ?? '', dashboard] as const))('%s', (title, dashboard) => {
  const panels = panelsOf(dashboard);

  test('has every panel that was promised, of its type', () => {
    const types = Object.fromEntries(panels.map((panel) => [panel.title, panel.type]));
    expect(types).toMatchObject(promised[dashboard.uid as keyof typeof promised]);
    expect(Object.keys(types)).toHaveLength(panels.length);
  });

  test('shows the last 15 minutes in the time of the reader, renewed every 10 s, with one crosshair', () => {
    expect(dashboard).toMatchObject({
      schemaVersion: 42,
      time: { from: 'now-15m', to: 'now' },
      refresh: '10s',
      timezone: 'browser',
      graphTooltip: 1,
      tags: expect.arrayContaining(['switchgear']),
    });
  });

  test('gives every panel and every query a name of its own', () => {
    const ids = dashboard.panels?.map(({ id }) => id) ?? [];
    expect(new Set(ids).size).toBe(ids.length);
    for (const { targets = [] } of panels) {
      const refIds = targets.map((target) => target['refId']);
      expect(refIds).toEqual([...'ABCDEF'].slice(0, targets.length));
    }
  });

  test('puts no panel over another or over the edge', () => {
    const taken = new Set<string>();
    for (const { title, gridPos } of dashboard.panels ?? []) {
      const { x, y, w, h } = gridPos ?? { x: 0, y: 0, w: 0, h: 0 };
      expect(w * h, title).toBeGreaterThan(0);
      expect(x + w, title).toBeLessThanOrEqual(24);
      for (let cell = 0; cell < w * h; cell++) {
        const at = `${x + (cell % w)},${y + Math.floor(cell / w)}`;
        expect(taken.has(at), `${title} at ${at}`).toBe(false);
        taken.add(at);
      }
    }
  });

  test('says of every panel what it shows, what is normal, and the unit', () => {
    const known = new Set<string>(Object.values(units).filter((unit) => typeof unit === 'string'));
    for (const { title, description, fieldConfig } of panels) {
      expect(description, title).toMatch(/^[A-Z].+\.\n\nNormal: .+\.(\n\nEmpty: .+\.)?$/);
      const unit = fieldConfig?.defaults.unit ?? '';
      expect(known.has(unit) || unit.startsWith('suffix:'), `${title}: "${unit}"`).toBe(true);
      expect(fieldConfig?.defaults.thresholds?.steps.length, `${title}: 80 would be red`).toBeGreaterThan(0);
    }
  });

  test('asks the chosen data source alone', () => {
    const sources: unknown[] = [];
    JSON.stringify(dashboard, (name, value) => {
      if (name === 'datasource') sources.push(value);
      return value;
    });
    expect(sources.length).toBeGreaterThan(panels.length);
    for (const source of sources) expect(source).toEqual({ type: 'prometheus', uid: `\${datasource}` });
    for (const panel of panels) expect(panel.datasource, panel.title).toBeDefined();
    expect(dashboard.templating?.list?.[0]).toMatchObject({ type: 'datasource', query: 'prometheus' });
  });

  test('links to all others, and takes time and choices along', () => {
    const urls = all.filter((other) => other !== dashboard).map(({ uid }) => `/d/${uid}`);
    expect(dashboard.links?.map(({ url }) => url)).toEqual(urls);
    for (const link of dashboard.links ?? []) expect(link, title).toMatchObject({ keepTime: true, includeVars: true });
  });
});

test('the dashboard of a program that is switched off is not there, and nothing links to it', () => {
  const alone: Setup = { ...committedSetup, components: ['gateway', 'test-watcher'] };
  expect(uidsOf(alone)).toEqual(dashboardUids.filter((uid) => uid !== 'audit-agent-metrics'));
  expect(JSON.stringify(dashboards(alone))).not.toContain('/d/audit-agent-metrics');
  expect(uidsOf({ ...alone, components: ['gateway', 'audit-agent'] })).not.toContain('test-watcher-performance');
});

test('every provider has a panel of its own under its display name', () => {
  const providers = ['a', 'b', 'c'].map((name) => ({ name, displayName: name.toUpperCase() }));
  const board = readDashboards({ ...committedSetup, providers }).find(({ uid }) => uid === 'api-metrics');
  const own = board === undefined ? [] : panelsOf(board).filter(({ title }) => /^[ABC] API Calls$/.test(title ?? ''));
  expect(own.map(({ targets }) => targets?.[0]?.['expr'])).toEqual(
    providers.map(({ name }) => expect.stringContaining(`api="${name}"`)),
  );
});

test('a state has the same colour on every panel: 0 closed green, 1 half-open yellow, 2 open red', () => {
  const panels = all.flatMap(panelsOf);
  const states = panels.find(({ title }) => title === 'Circuit Breaker States by Key');
  expect(states?.fieldConfig?.defaults.mappings?.[0]?.options).toMatchObject({
    0: { text: 'closed', color: 'green' },
    1: { text: 'half-open', color: 'yellow' },
    2: { text: 'open', color: 'red' },
  });
  const times = panels.find(({ title }) => title === 'Time in Each State')?.fieldConfig?.overrides ?? [];
  const colours = times.map(({ matcher, properties }) => [matcher.options, properties[0]?.value]);
  expect(Object.fromEntries(colours)).toMatchObject({
    closed: { fixedColor: 'green' },
    half_open: { fixedColor: 'yellow' },
    open: { fixedColor: 'red' },
  });
});

test('an alert in a table leads to its runbook', () => {
  const tables = all.flatMap(panelsOf).filter(({ title }) => /Alert/.test(title ?? ''));
  expect(tables).toHaveLength(2);
  for (const table of tables) {
    expect(JSON.stringify(table)).toContain(`"url":"${committedSetup.links.console}/runbooks/\${__value.text}"`);
  }
});
