/*
 * PostgreSQL behind the Query port. Values come as the text the server wrote wherever a JavaScript value would hold
 * less (numeric, bigint, dates and times), and the session can only read.
 */
import type { ConnectorDeclaration } from '../../declaration';
import { ConnectorError, messageOf } from '../../errors';
import type { Query } from '../types';

const STATEMENT_TIMEOUT_MS = 300_000;
const CONNECT_TIMEOUT_MS = 30_000;
/** Types whose JavaScript value is as good as the text: boolean, int2, int4, float4, float8, json, jsonb. */
const SAFE_TYPES = new Set([16, 21, 23, 700, 701, 114, 3802]);
/** Classes of SQL states that time can mend: connection, resources, operator intervention, serialisation. */
const PASSING = /^(08|53|57|40)/;

function failureOf(error: unknown): ConnectorError {
  const code =
    typeof error === 'object' && error !== null && 'code' in error
      ? String(error.code)
      : '';
  if (/^28/.test(code)) {
    return new ConnectorError(
      'authentication',
      `The database refused the user or its password (${messageOf(
        error,
      )}); renew the secret and check its rights.`,
      error,
    );
  }
  if (PASSING.test(code) || /^E[A-Z]+$/.test(code) || code === '') {
    return new ConnectorError(
      'unavailable',
      `The database did not answer (${messageOf(
        error,
      )}); the next run continues here.`,
      error,
    );
  }
  return new ConnectorError(
    'rejected',
    `The database refused the statement (${code}: ${messageOf(
      error,
    )}); correct the table, its columns or the rights of the user.`,
    error,
  );
}

/** Opens a connection. @throws ConnectorError `authentication` or `unavailable`. */
export async function createPostgresQuery(
  declaration: ConnectorDeclaration,
  secret: string,
): Promise<Query> {
  const { default: pg } = await import('pg');
  const url = new URL(declaration.baseUrl);
  const { authentication } = declaration;
  const client = new pg.Client({
    host: decodeURIComponent(url.hostname).replace(/^\[|\]$/g, ''),
    port: Number(url.port || 5432),
    database: decodeURIComponent(url.pathname.slice(1)),
    user: authentication.in === 'basic' ? authentication.user : undefined,
    password: secret === '' ? undefined : secret,
    ssl:
      url.searchParams.get('sslmode') === 'require'
        ? { rejectUnauthorized: true }
        : undefined,
    application_name: declaration.name,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    options: '-c default_transaction_read_only=on -c timezone=UTC',
    types: {
      getTypeParser: (type: number) =>
        SAFE_TYPES.has(type)
          ? pg.types.getTypeParser(type)
          : (value: string) => value,
    },
  });
  // A connection that breaks while nobody waits would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    throw failureOf(error);
  }
  return {
    async query(text, values) {
      try {
        const result = await client.query<Record<string, unknown>>(text, [
          ...values,
        ]);
        return result.rows;
      } catch (error) {
        throw failureOf(error);
      }
    },
    close: () => client.end(),
  };
}
