import { MADE } from '../../__testUtils__/madeSamples';
import { MadeList } from './MadeList';

export default { title: 'scaffolder/MadeList', component: MadeList };

/** A repository that stands and an entity that was undone. */
export const Some = { render: () => <MadeList entries={MADE.entries} /> };
/** Nothing. */
export const None = { render: () => <MadeList entries={[]} /> };
