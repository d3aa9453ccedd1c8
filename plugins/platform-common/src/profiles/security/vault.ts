import { httpProbe, judgeJson } from '../httpProbe';
import { down, healthy } from '../judgements';
import { chart, image, named } from '../recognisers';
import { Profile } from '../types';

/** Vault. Its statuses are its answer: 429 standby, 501 not initialised, 503 sealed. */
export const vault: Profile = {
  id: 'vault',
  title: 'Vault',
  description: 'Keeps secrets and gives them to who may have them.',
  kind: 'Component',
  type: 'service',
  system: 'security',
  recognise: [
    named(/^vault$/),
    image(/(^|\/)(hashicorp\/vault|vault|openbao)$/),
    chart(/^(vault|openbao)$/),
  ],
  probeService: /^(?!.*(internal|agent-injector|standby))/,
  probe: httpProbe({
    port: 8200,
    path: '/v1/sys/health',
    good: '200, initialised, unsealed and active',
    statuses: {
      429: healthy('unsealed, on standby (429)'),
      472: healthy('secondary of a disaster recovery pair (472)'),
      473: healthy('performance standby (473)'),
      501: down('not initialised (501)'),
      503: down('sealed (503)'),
    },
    judge: judgeJson(body => {
      if (body.sealed === true) return down('says that it is sealed');
      if (body.initialized === false)
        return down('says that it is not initialised');
      return body.sealed === false
        ? healthy('initialised and unsealed')
        : undefined;
    }),
  }),
  dependsOn: [],
  owner: 'group:default/platform-engineering',
  metrics: {
    port: 8200,
    path: '/v1/sys/metrics',
    series: ['vault_core_unsealed', 'vault_core_active'],
  },
  docsUrl: 'https://developer.hashicorp.com/vault/docs',
};
