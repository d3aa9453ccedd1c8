import { fileURLToPath } from 'node:url';
import { runCli } from '@254carbon/connector-runtime';
import connector from './connector.js';

process.exitCode = await runCli({
  declaration: connector,
  argv: process.argv.slice(2),
  env: process.env,
  root: fileURLToPath(new URL('..', import.meta.url)),
  print: line => process.stdout.write(`${line}\n`),
});
