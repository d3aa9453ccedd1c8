import { maintenance } from '../../__fixtures__/platform';
import { StandingNotice } from '.';

export default { title: 'Platform/StandingNotice', component: StandingNotice };

export const Both = {
  render: () => (
    <StandingNotice
      maintenance={maintenance}
      expectedDown={{
        ...maintenance,
        declaredBy: 'annotation',
        source: {
          kind: 'cluster',
          name: 'demo',
          detail: 'Deployment kiali/kiali',
        },
      }}
    />
  ),
};
export const Neither = { render: () => <StandingNotice /> };
