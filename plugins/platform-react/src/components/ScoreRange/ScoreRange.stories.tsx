import { ScoreRange } from '.';

export default { title: 'ScoreRange', component: ScoreRange };

export const Known = {
  render: () => <ScoreRange label="Security" score={{ low: 62, high: 62 }} />,
};
export const PartlyUnknown = {
  render: () => (
    <ScoreRange label="Backup" size="large" score={{ low: 40, high: 84 }} />
  ),
};
export const NothingApplies = {
  render: () => <ScoreRange label="External access" />,
};
