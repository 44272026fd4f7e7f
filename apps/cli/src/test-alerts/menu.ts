import { createInterface } from 'node:readline/promises';

const menu = `
1  check status
2  test CRITICAL alerts
3  test WARNING alerts
4  reset all to normal
q  quit
`;

const choices: Readonly<Record<string, string>> = { 1: 'status', 2: 'critical', 3: 'warning', 4: 'reset' };

/** Offers the choices again and again, until the person quits or the input ends. */
export async function runMenu(
  streams: { readonly input: NodeJS.ReadableStream; readonly output: NodeJS.WritableStream },
  act: (choice: string) => Promise<void>,
): Promise<void> {
  for (;;) {
    const answer = await ask(streams, `${menu}Your choice: `);
    if (answer === undefined || /^(?:q|quit|exit)$/i.test(answer)) return;
    const choice = choices[answer];
    if (choice !== undefined) await act(choice);
    else if (answer !== '') streams.output.write('Please type 1, 2, 3, 4 or q.\n');
  }
}

/** A reader per question, so that Ctrl-C while a choice is at work ends the process. Undefined when the input ends. */
async function ask(streams: Parameters<typeof runMenu>[0], question: string): Promise<string | undefined> {
  const reader = createInterface(streams);
  const closed = new AbortController();
  reader.once('close', () => closed.abort());
  try {
    return (await reader.question(question, { signal: closed.signal })).trim();
  } catch (error) {
    if (closed.signal.aborted) return undefined;
    throw error;
  } finally {
    reader.close();
  }
}
