import { excerpt } from '../httpProbe';
import { down, healthy } from '../judgements';
import { chart, image, named } from '../recognisers';
import { tcpProbe } from '../tcpProbe';
import { Profile } from '../types';

/** TimescaleDB: stores time series in PostgreSQL. */
export const timescaledb: Profile = {
  id: 'timescaledb',
  title: 'TimescaleDB',
  description: 'Stores time series in PostgreSQL.',
  kind: 'Resource',
  type: 'database',
  system: 'storage',
  recognise: [
    named(/^timescaledb(-|$)/),
    image(/(^|\/)timescaledb(-ha|-docker)?$/),
    chart(/^timescaledb(-single)?$/),
  ],
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
  owner: 'group:default/data-engineering',
  metrics: {
    port: 9187,
    path: '/metrics',
    series: ['pg_up', 'pg_stat_activity_count'],
  },
  docsUrl: 'https://docs.timescale.com/',
};
