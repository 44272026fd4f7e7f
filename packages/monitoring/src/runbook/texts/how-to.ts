import type { Links } from '../../setup.ts';

/** What holds for every section. */
export function howTo(links: Links): string {
  return `A notification's Runbook button opens the section of its alert. Each section is read from top to bottom: Meaning and
Impact tell whether to get up, Diagnosis tells the likely causes apart, Mitigation is done in its order.

- Commands run in the folder of the clone, in bash and PowerShell alike (in Windows PowerShell 5, write \`curl.exe\`). Those
  under Diagnosis, and every \`curl\`, only look. Under Mitigation, \`npx switchgear\` changes something.
- \`curl\` asks Prometheus what stands below it, which can also be pasted into ${links.prometheus}. In the answer, each entry
  of \`result\` is one series: \`metric\` holds its labels, the second part of \`value\` its number. An empty \`result\` means
  that nothing matches, which is an answer too.
- \`npx switchgear status\` shows all programs and where answers come from. Where it says \`sandbox (simulated)\`, somebody may
  be rehearsing: \`npx switchgear fault list\` shows the faults that are set, \`npx switchgear fault clear\` lifts them. A
  notification marked as a drill came from \`npm run test-alerts\`; \`npm run test-alerts -- reset\` ends it.
- Where the programs run in containers, \`docker-compose logs <program>\` and \`docker-compose restart <program>\` in
  \`monitoring/\` stand for \`npx switchgear logs\` and \`restart\`.
- It worked when the resolved notification arrives, about a minute after the cause is gone; a rule over a longer window
  follows as the window moves on. The sections say what to look at before that.
- Silence what is known and being worked on, with an end and a reason: the Silence button, or ${links.console}/silences/new.
  A silence hides notifications, not the alert: ${links.alertmanager} still shows it.`;
}
