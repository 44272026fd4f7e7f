/** One thing that was looked at. A warning lets everything start; a fault does not. */
export interface Finding {
  readonly level: 'good' | 'warning' | 'fault';
  readonly subject: string;
  /** What was seen and, unless it is good, what to do. */
  readonly text: string;
}

export const good = (subject: string, text: string): Finding => ({ level: 'good', subject, text });
export const warning = (subject: string, text: string): Finding => ({ level: 'warning', subject, text });
export const fault = (subject: string, text: string): Finding => ({ level: 'fault', subject, text });
