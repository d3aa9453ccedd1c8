import { RollUpList, RollUpTable, rollUpsOf } from '.';
import { overview } from '../../__testUtils__/report';

export default { title: 'Readiness/RollUpTable', component: RollUpTable };

export const BySystem = {
  render: () => (
    <RollUpTable
      label="Scores by system"
      rollUps={rollUpsOf(overview(), 'system')}
    />
  ),
};
export const AsAList = { render: () => <RollUpList overview={overview()} /> };
export const NoSystem = {
  render: () => <RollUpList overview={overview([])} />,
};
