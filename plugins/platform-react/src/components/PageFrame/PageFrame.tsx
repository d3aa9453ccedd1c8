import { Link } from '@backstage/core-components';
import { ReactNode } from 'react';
import { usePageTitle } from '../../hooks/usePageTitle';
import styles from './PageFrame.module.css';

/** One of the sister pages of a page. */
export interface PageLink {
  to: string;
  title: string;
  /** This is the page that is shown. */
  current: boolean;
}

function SisterPages(props: { label: string; links: readonly PageLink[] }) {
  return (
    <nav aria-label={props.label} className={styles.nav}>
      {props.links.map(({ to, title, current }) => (
        <Link
          key={to}
          to={to}
          aria-current={current ? 'page' : undefined}
          className={styles.tab}
        >
          {title}
        </Link>
      ))}
    </nav>
  );
}

/** A page of the portal: title, one sentence on what it answers, what can be done on it, its sister pages, its panels. */
export function PageFrame(props: {
  title: string;
  /** What the tab of the browser says, where pages share a title; the title unless given. */
  tabTitle?: string;
  /** What the page answers, in one sentence. */
  lead?: ReactNode;
  actions?: ReactNode;
  /** The sister pages, this one among them. */
  links?: readonly PageLink[];
  children: ReactNode;
}) {
  const { title, lead, actions, links, children } = props;
  usePageTitle(props.tabTitle ?? title);
  return (
    <main className={styles.page}>
      <div className={styles.head}>
        <div>
          <h1>{title}</h1>
          {lead ? <p className={styles.lead}>{lead}</p> : null}
        </div>
        {actions}
      </div>
      {links ? <SisterPages label={title} links={links} /> : null}
      <div className={styles.stack}>{children}</div>
    </main>
  );
}
