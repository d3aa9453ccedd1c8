/** `npm run preflight [-- --config <file> ...]`: exits with 1 when something cannot be read. */
import { resolve } from 'node:path';
import { ConfigSources } from '@backstage/config-loader';
import { formatReport } from './formatReport';
import { preflight } from './preflight';

async function main(): Promise<number> {
  const rootDir = process.env.INIT_CWD ?? process.cwd();
  const config = await ConfigSources.toConfig(
    ConfigSources.default({
      argv: process.argv,
      rootDir: resolve(rootDir),
      watch: false,
    }),
  );
  const report = await preflight({ config });
  process.stdout.write(formatReport(report));
  return report.ok && report.clusters.length > 0 ? 0 : 1;
}

main().then(
  code => process.exit(code),
  error => {
    process.stdout.write(`${(error as Error).message}\n`);
    process.exit(1);
  },
);
