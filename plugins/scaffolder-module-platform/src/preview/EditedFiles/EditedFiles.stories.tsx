import { EDITED } from '../../__testUtils__/previewSamples';
import { EditedFiles } from './EditedFiles';

export default { title: 'scaffolder/EditedFiles', component: EditedFiles };

/** One of each. */
export const OfEachKind = {
  render: () => (
    <EditedFiles
      edited={EDITED}
      edits={{ 'src/connector.js': 'replace' }}
      onDecide={() => undefined}
    />
  ),
};
