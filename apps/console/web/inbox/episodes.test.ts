import { expect, it } from 'vitest';
import type { Notification } from '../api/alertmanager.ts';
import { episodesOf } from './episodes.ts';

/** Notifications of these titles, given in the order of arrival. */
const arrived = (...titles: string[]) =>
  titles
    .map((title, at): Notification => {
      const status = title.includes('[FIRING') ? 'firing' : title.includes('[RESOLVED') ? 'resolved' : 'other';
      const id = String(at + 1);
      return { id, received_at: '', channel: '', status, title, title_link: '', text: '', color: '', links: [] };
    })
    .toReversed();

const told = (...titles: string[]) =>
  episodesOf(arrived(...titles)).map(({ title, status, notifications }) => [
    title,
    status,
    notifications.map(({ id }) => id).join(),
  ]);

it('a group from its first firing until it resolves is one episode, and the next firing is another', () => {
  expect(told('[FIRING:1] A x', '[FIRING:2] A x', '[RESOLVED] A x', '[FIRING:1] A x')).toEqual([
    ['A x', 'firing', '4'],
    ['A x', 'resolved', '1,2,3'],
  ]);
});

it('the episode that was last told of comes first', () => {
  expect(told('[FIRING:1] A', '[FIRING:1] B', '[RESOLVED] A')).toEqual([
    ['A', 'resolved', '1,3'],
    ['B', 'firing', '2'],
  ]);
});

it('a drill ends no real alert', () => {
  const drill = 'DRILL: not a real incident ';
  expect(told('[FIRING:1] A', `${drill}[FIRING:1] A`, `${drill}[RESOLVED] A`)).toEqual([
    ['A', 'resolved', '2,3'],
    ['A', 'firing', '1'],
  ]);
});

it('an end whose beginning is no longer kept, and what is no alert, stand alone', () => {
  expect(told('[RESOLVED] A', 'Hello', 'Hello')).toEqual([
    ['Hello', 'other', '3'],
    ['Hello', 'other', '2'],
    ['A', 'resolved', '1'],
  ]);
});
