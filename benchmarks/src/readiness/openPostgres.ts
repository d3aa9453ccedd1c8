import { createRequire } from 'node:module';
import { join } from 'node:path';
import createKnex from 'knex';
import { repositoryRoot } from '../toolchain';

interface Started {
  missing?: string;
  env: Record<string, string>;
  end(): Promise<void>;
}

/** A PostgreSQL with a database for each side. */
export interface Postgres {
  /** Connection string of a new, empty database of this name. */
  database(name: string): Promise<string>;
  end(): Promise<void>;
}

/** The throw-away server of the repository's own tests, without durability: both sides are spared the disk. */
async function startServer(): Promise<Started> {
  const load = createRequire(join(repositoryRoot, 'package.json'));
  const { startPostgres } = load(join(repositoryRoot, 'tools', 'postgres.mjs'));
  return startPostgres();
}

/**
 * Opens a PostgreSQL: the one of the connection string, or a throw-away one.
 *
 * @throws Error with the cure when there is none on the machine
 */
export async function openPostgres(given?: string): Promise<Postgres> {
  const server = given ? undefined : await startServer();
  if (server?.missing)
    throw new Error(
      `Readiness is measured on PostgreSQL, and there is none: ${server.missing} Or name one with --postgres.`,
    );
  const stop = () => void server?.end().then(() => process.exit(1));
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, stop);
  const connection = given ?? Object.values(server?.env ?? {})[0] ?? '';
  return {
    async database(name) {
      const knex = createKnex({ client: 'pg', connection });
      try {
        await knex.raw('drop database if exists ??', [name]);
        await knex.raw('create database ??', [name]);
      } finally {
        await knex.destroy();
      }
      const url = new URL(connection);
      url.pathname = `/${name}`;
      return url.toString();
    },
    async end() {
      process.off('SIGINT', stop).off('SIGTERM', stop);
      await server?.end();
    },
  };
}
