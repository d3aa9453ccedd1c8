import { PREVIEW } from '../../__testUtils__/previewSamples';
import { VerdictTable } from './VerdictTable';

export default { title: 'scaffolder/VerdictTable', component: VerdictTable };

/** Every outcome. */
export const All = {
  render: () => <VerdictTable verdicts={PREVIEW.verdicts} />,
};
/** Nothing to judge. */
export const None = { render: () => <VerdictTable verdicts={[]} /> };
