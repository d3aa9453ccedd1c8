import {
  PageFrame,
  UpdatesSwitch,
} from '@254carbon/backstage-plugin-platform-react';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { ReactNode } from 'react';
import { clustersRouteRef } from '../../routes';

const PAGES = [
  { path: '', title: 'Clusters' },
  { path: '/manifests', title: 'Manifests' },
  { path: '/drift', title: 'Declared against observed' },
  { path: '/systems', title: "The platform's own APIs" },
] as const;

/** Title and sister pages of everything about what the portal reads. */
export function ReadersFrame(props: {
  /** Which of the sister pages this is; absent where it is none. */
  page?: (typeof PAGES)[number]['path'];
  /** When what is shown was read. */
  loadedAt?: string;
  children: ReactNode;
}) {
  const root = useRouteRef(clustersRouteRef)?.() ?? '/platform/clusters';
  return (
    <PageFrame
      title="Clusters and readers"
      tabTitle={PAGES.find(({ path }) => path === props.page)?.title}
      lead="What the portal reads, how old it is, and what it cannot read and why. Nothing disappears because a reader fails: it is kept, and marked as old."
      links={PAGES.map(({ path, title }) => ({
        to: `${root}${path}`,
        title,
        current: path === props.page,
      }))}
      actions={
        props.page === undefined ? null : (
          <UpdatesSwitch loadedAt={props.loadedAt} />
        )
      }
    >
      {props.children}
    </PageFrame>
  );
}
