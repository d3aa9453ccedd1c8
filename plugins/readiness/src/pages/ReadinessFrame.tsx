import { ReactNode } from 'react';
import {
  PageFrame,
  UpdatesSwitch,
} from '@254carbon/backstage-plugin-platform-react';
import { useRoot } from '../components/ReadinessLink';
import styles from './pages.module.css';

const PAGES = [
  { path: '', title: 'Platform' },
  { path: '/plan', title: 'Plan' },
  { path: '/changes', title: 'What changed' },
  { path: '/scores', title: 'Scores' },
  { path: '/kpis', title: 'KPIs' },
  { path: '/claims', title: 'Claims' },
  { path: '/rules', title: 'Rules' },
  { path: '/exemptions', title: 'Exemptions' },
  { path: '/evidence', title: 'Proved by people' },
  { path: '/replay', title: 'Try other rules' },
] as const;

/** Title, sister pages, and what can be done on every page of readiness. */
export function ReadinessFrame(props: {
  title: string;
  lead?: ReactNode;
  /** Which of the sister pages this is, or is below; absent where it is none. */
  page?: (typeof PAGES)[number]['path'];
  actions?: ReactNode;
  /** When what is shown was read. */
  loadedAt?: string;
  children: ReactNode;
}) {
  const { title, lead, page, actions, loadedAt, children } = props;
  const root = useRoot();
  return (
    <PageFrame
      title={title}
      lead={lead}
      links={PAGES.map(({ path, title: name }) => ({
        to: `${root}${path}`,
        title: name,
        current: path === page,
      }))}
      actions={
        <div className={styles.actions}>
          {actions}
          <UpdatesSwitch loadedAt={loadedAt} />
        </div>
      }
    >
      {children}
    </PageFrame>
  );
}
