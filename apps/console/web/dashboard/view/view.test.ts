import { describe, expect, it } from 'vitest';
import type { DashboardModel } from '../model.ts';
import { changed, completed, readView } from './view.ts';

const model: DashboardModel = {
  uid: 'a',
  title: 'A',
  time: { from: 'now-15m', to: 'now' },
  refresh: '10s',
  timezone: 'browser',
  panels: [],
};

const read = (search: string) => readView(new URLSearchParams(search), model);

describe('a view', () => {
  it('is what the dashboard says where the address is silent', () => {
    expect(read('')).toEqual({
      from: 'now-15m',
      to: 'now',
      timeZone: 'browser',
      refresh: '10s',
      variables: {},
      panel: undefined,
      inspect: undefined,
      kiosk: false,
    });
  });

  it('is read from Grafana’s parameters', () => {
    const search =
      'orgId=1&from=now-1d%2Fd&to=1700000000000&timezone=utc&refresh=1m&var-key=a&var-key=b%26c&var-all=$__all&viewPanel=panel-3&kiosk';
    expect(read(search)).toEqual({
      from: 'now-1d/d',
      to: '1700000000000',
      timeZone: 'utc',
      refresh: '1m',
      variables: { key: ['a', 'b&c'], all: ['$__all'] },
      panel: 3,
      inspect: undefined,
      kiosk: true,
    });
  });

  it.each([
    ['viewPanel=3', 3],
    ['viewPanel=panel-12', 12],
    ['viewPanel=x', undefined],
    ['viewPanel=', undefined],
  ])('with %s shows the panel %s alone', (search, panel) => {
    expect(read(search).panel).toBe(panel);
  });

  it.each([
    ['refresh=', ''],
    ['refresh=off', ''],
    ['refresh=<b>', ''],
    ['refresh=30s', '30s'],
  ])('with %s refreshes every “%s”', (search, refresh) => {
    expect(read(search).refresh).toBe(refresh);
  });

  it.each([
    ['timezone=Europe/Berlin', 'Europe/Berlin'],
    ['timezone=UTC', 'utc'],
    ['timezone=Mars/Olympus', 'browser'],
  ])('with %s is in the zone %s', (search, zone) => {
    expect(read(search).timeZone).toBe(zone);
  });
});

describe('an address', () => {
  it('keeps what nobody here knows when something changes', () => {
    const search = new URLSearchParams('orgId=1&var-a=x&var-a=y&viewPanel=panel-1');
    expect(String(changed(search, { 'var-a': ['z', '&'], viewPanel: undefined, from: 'now-1h' }))).toBe(
      'orgId=1&var-a=z&var-a=%26&from=now-1h',
    );
  });

  it('says all of the view when it is completed, and changes no more then', () => {
    const once = completed(new URLSearchParams('orgId=1'), read(''), { key: ['a', 'b'], none: [] });
    expect(String(once)).toBe('orgId=1&from=now-15m&to=now&timezone=browser&var-key=a&var-key=b&var-none=&refresh=10s');
    const view = readView(once, model);
    expect(String(completed(once, view, view.variables))).toBe(String(once));
  });
});
