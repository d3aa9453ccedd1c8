import { PREVIEW, REFUSED } from '../../__testUtils__/previewSamples';
import { ProblemList } from './ProblemList';

export default { title: 'scaffolder/ProblemList', component: ProblemList };

const titleOf = (field: string) =>
  field === 'schedule' ? 'Schedule' : 'Series';

/** It may not be created. */
export const Refused = {
  render: () => (
    <ProblemList
      problems={[...PREVIEW.problems, ...REFUSED.problems]}
      titleOf={titleOf}
      onField={() => undefined}
    />
  ),
};
