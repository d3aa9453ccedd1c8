import { Link, useSidebarOpenState } from '@backstage/core-components';
import styles from './PortalLogo.module.css';

/** A hexagon with the rising line of a price: carbon, and what is traded. */
function Mark() {
  return (
    <svg width="32" height="32" viewBox="0 0 32 32" aria-hidden="true">
      <path
        d="M16 2l12 7v14l-12 7-12-7V9z"
        fill="#0b5c7d"
        stroke="#7cc4e8"
        strokeWidth="2"
      />
      <path
        d="M9 20l5-5 4 3 6-7"
        fill="none"
        stroke="#ffffff"
        strokeWidth="2.5"
      />
    </svg>
  );
}

/** The logo; leads home. */
export function PortalLogo() {
  const { isOpen } = useSidebarOpenState();
  return (
    <Link to="/" underline="none" className={styles.logo} aria-label="Home">
      <Mark />
      {isOpen ? '254Carbon' : null}
    </Link>
  );
}
