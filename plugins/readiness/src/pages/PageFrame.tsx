import { ReactNode } from 'react';
import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { readinessRouteRef } from '../routes';
import styles from './PageFrame.module.css';

const PAGES = [
  { id: 'platform', path: '', title: 'Platform' },
  { id: 'rules', path: '/rules', title: 'Rules' },
] as const;

/** Title, the way to the sister pages, and what the page shows. */
export function PageFrame(props: {
  title: string;
  /** Which of the sister pages this is, or is below. */
  page: (typeof PAGES)[number]['id'];
  actions?: ReactNode;
  children: ReactNode;
}) {
  const root = useRouteRef(readinessRouteRef)?.() ?? '/readiness';
  return (
    <main className={styles.page}>
      <div className={styles.head}>
        <h1>{props.title}</h1>
        {props.actions}
      </div>
      <nav aria-label="Readiness" className={styles.nav}>
        {PAGES.map(({ id, path, title }) => (
          <Link
            key={id}
            to={`${root}${path}`}
            aria-current={id === props.page ? 'page' : undefined}
            className={styles.tab}
          >
            {title}
          </Link>
        ))}
      </nav>
      {props.children}
    </main>
  );
}
