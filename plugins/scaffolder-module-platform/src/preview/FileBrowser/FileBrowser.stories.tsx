import { PREVIEW, REFUSED } from '../../__testUtils__/previewSamples';
import { FileBrowser } from './FileBrowser';

export default { title: 'scaffolder/FileBrowser', component: FileBrowser };

/** Against a repository that stands. */
export const Changed = { render: () => <FileBrowser preview={PREVIEW} /> };
/** Nothing was written. */
export const Nothing = { render: () => <FileBrowser preview={REFUSED} /> };
