import styles from './PortalSidebar.module.css';

function goToPage() {
  // Every page has one, those of Backstage too; not all of them have a landmark.
  const heading = document.querySelector('h1');
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus();
}

/** The first thing that Tab leads to: the way past the navigation. It is seen while it has the focus. */
export function SkipLink() {
  return (
    <button type="button" className={styles.skip} onClick={goToPage}>
      Skip the navigation
    </button>
  );
}
