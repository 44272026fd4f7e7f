// Stands for a program of the platform: answers /ready on a port, and misbehaves as its arguments say.
import { createServer } from 'node:http';

const options = Object.fromEntries(process.argv.slice(2).map((argument) => argument.replace(/^--/, '').split('=')));

console.log(`started ${process.pid}`);
if (options.exit !== undefined) {
  console.error('cannot go on');
  process.exit(Number(options.exit));
}
if (options.stubborn !== undefined) process.on('SIGTERM', () => {});
else process.on('SIGTERM', () => process.exit(0));
if (options.says !== undefined) process.send?.({ type: 'notice', text: options.says });
if (options.leaves !== undefined) process.on('disconnect', () => process.exit(0));
createServer((_request, response) => response.writeHead(options.unready === undefined ? 200 : 503).end()).listen(
  Number(options.port),
  '127.0.0.1',
);
