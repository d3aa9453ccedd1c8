import { ChangeList } from '.';
import { NOW } from '../../__fixtures__/services';

const changed = {
  serviceId: 'trino',
  title: 'Trino',
  at: NOW,
  from: 'healthy',
  to: 'degraded',
  summary: 'Trino worker: 1 of 2 pods ready, out of memory',
};
const appeared = {
  serviceId: 'vault',
  title: 'Vault',
  at: NOW,
  to: 'healthy',
  summary: 'Vault: 1 of 1 pod ready',
};
const entityRefs = new Map([['trino', 'component:default/trino']]);

export default { title: 'ChangeList', component: ChangeList };

export const Both = {
  render: () => (
    <ChangeList
      changes={[changed, appeared]}
      watchingSince={NOW}
      entityRefs={entityRefs}
    />
  ),
};
export const OnlySeenForTheFirstTime = {
  render: () => <ChangeList changes={[appeared]} watchingSince={NOW} />,
};
export const Nothing = {
  render: () => <ChangeList changes={[]} watchingSince={NOW} />,
};
