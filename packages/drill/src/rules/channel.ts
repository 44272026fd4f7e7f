import { isAbout, type Message } from '../receiver/message.ts';
import type { LabelSet } from './expectation.ts';

/** Whether people are told of an alert with these labels; others are heartbeats. */
export function isForPeople({ severity }: LabelSet): boolean {
  return severity !== 'none';
}

/** The channel that people of a severity read; whatever has none goes to the second. */
export function channelOf({ severity = '' }: LabelSet): string {
  return `#alerts-${['critical', 'info'].includes(severity) ? severity : 'warning'}`;
}

/** The messages about alerts of a name in the channel of their labels. */
export function messagesOf(name: string, labels: LabelSet, messages: readonly Message[]): Message[] {
  return messages.filter((message) => isAbout(message, name) && message.channel === channelOf(labels));
}
