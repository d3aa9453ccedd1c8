import { excerpt } from '../httpProbe';
import { down, healthy } from '../judgements';
import { chart, image, named } from '../recognisers';
import { tcpProbe } from '../tcpProbe';
import { Profile } from '../types';

/** PostgreSQL. It has no health address. It answers an SSLRequest with one byte before any log-in, which proves that it accepts connections. */
export const postgresql: Profile = {
  id: 'postgresql',
  title: 'PostgreSQL',
  description: 'Holds the metadata and state of services in tables.',
  kind: 'Resource',
  type: 'database',
  system: 'storage',
  recognise: [
    { kinds: ['postgresql', 'PostgresCluster'] },
    { kinds: ['Cluster'], group: /^postgresql\.cnpg\.io$/ },
    named(/(^|-)(postgres|postgresql)(-ha)?$/),
    named(/^(spilo|cloudnative-pg-cluster)$/),
    image(
      /(^|\/)(postgres|postgresql|postgresql-repmgr|spilo(-\d+)?|crunchy-postgres|postgis|pgvector|citus)$/,
    ),
    chart(/^postgresql(-ha)?$/),
  ],
  roles: ['primary', 'read', 'replica', 'master', 'slave', 'pgpool', 'ha'],
  optional: /-(read|replica|slave)s?$/,
  probeService: /^(?!.*(headless|-hl$|read|repl))/,
  probe: tcpProbe({
    port: 5432,
    send: '\x00\x00\x00\x08\x04\xd2\x16\x2f',
    good: 'the byte N or S to an SSLRequest',
    judge: text => {
      if (text === 'N' || text === 'S')
        return healthy(`answers the SSL request with ${text}`);
      if (text.startsWith('E'))
        return down(
          `answers with an error: ${excerpt(
            text.slice(1).replace(/[^\x20-\x7e]+/g, ' '),
          )}`,
        );
      return undefined;
    },
  }),
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  metrics: {
    port: 9187,
    path: '/metrics',
    series: ['pg_up', 'pg_stat_activity_count', 'pg_database_size_bytes'],
  },
  docsUrl: 'https://www.postgresql.org/docs/',
};
