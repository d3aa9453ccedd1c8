import { Panel } from '../Panel';
import { PageFrame } from '.';

export default { title: 'PageFrame', component: PageFrame };

// The page brings the landmark `main` itself; the story's frame has one too, so it is shown without.
export const WithLead = {
  render: () => (
    <PageFrame
      title="Clusters and readers"
      lead="What can be read, and since when not."
    >
      <Panel title="Demo platform">Everything is read.</Panel>
    </PageFrame>
  ),
};
