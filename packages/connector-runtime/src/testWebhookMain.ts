/* A receiver of calls in a process of its own, for the test that tells it to stop. */
import { runCli } from './cli';
import { defineConnector } from './declaration';
import { testDeclaration } from './testSource';

async function main(): Promise<void> {
  const [, , root, port] = process.argv;
  const declared = testDeclaration();
  const declaration = defineConnector({
    ...declared,
    kind: 'webhook',
    baseUrl: `http://127.0.0.1:${port}`,
    authentication: { in: 'bearer', secret: 'HOOK_SECRET' },
    streams: [
      {
        ...declared.streams[0],
        cursor: undefined,
        recordsAt: '',
        webhook: {
          path: '/calls',
          signature: {
            header: 'x-signature',
            algorithm: 'sha256',
            encoding: 'hex',
          },
          maxWaitMs: 100,
        },
      },
    ],
  });
  process.exitCode = await runCli({
    declaration,
    argv: ['run'],
    env: process.env,
    root,
    print: line => process.stdout.write(`${line}\n`),
  });
}

main().catch(error => {
  process.stderr.write(`${error}\n`);
  process.exitCode = 2;
});
