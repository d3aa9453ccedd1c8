import { excerpt } from '../httpProbe';
import { down, healthy } from '../judgements';
import { image, named } from '../recognisers';
import { tcpProbe } from '../tcpProbe';
import { Profile } from '../types';

/** MySQL: holds tables of services. */
export const mysql: Profile = {
  id: 'mysql',
  title: 'MySQL',
  description: 'Holds tables of services.',
  kind: 'Resource',
  type: 'database',
  system: 'storage',
  recognise: [
    named(/^(mysql|mariadb|percona)(-|$)/),
    image(
      /(^|\/)(mysql|mariadb|mysql-server|percona|percona-server|percona-xtradb-cluster|mariadb-galera)$/,
    ),
  ],
  roles: ['primary', 'secondary', 'master', 'slave'],
  probeService: /^(?!.*headless)/,
  probe: tcpProbe({
    port: 3306,
    send: '',
    good: 'a greeting of protocol 10',
    judge: text => {
      const type = text.charCodeAt(4);
      if (type === 10)
        return healthy(`greets as ${excerpt(text.slice(5).split('\0')[0])}`);
      return type === 255
        ? down(
            `refuses: ${excerpt(text.slice(7).replace(/[^\x20-\x7e]+/g, ' '))}`,
          )
        : undefined;
    },
  }),
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  docsUrl: 'https://dev.mysql.com/doc/',
};
