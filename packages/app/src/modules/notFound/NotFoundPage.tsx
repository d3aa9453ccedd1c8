import {
  EmptyState,
  usePageTitle,
} from '@254carbon/backstage-plugin-platform-react';
import { Button, ButtonLink } from '@backstage/ui';
import { useLocation } from 'react-router-dom';
import { openPalette } from '../palette/openPalette';
import styles from './NotFoundPage.module.css';

const TITLE = 'There is no such page';

/** Nothing has this address: which one was asked for, and the two ways on. An entity's page shows it for a tab that it has not. */
export function NotFoundPage() {
  const { pathname } = useLocation();
  usePageTitle(TITLE);
  return (
    <section className={styles.page} aria-labelledby="no-such-page">
      <h1 id="no-such-page">{TITLE}</h1>
      <EmptyState
        title="Nothing in the portal has this address"
        action={
          <div className={styles.ways}>
            <ButtonLink href="/">Home</ButtonLink>
            <Button variant="secondary" onPress={openPalette}>
              Go to ... (Ctrl K)
            </Button>
          </div>
        }
      >
        <code className={styles.address}>{pathname}</code> may be old, mistyped,
        or of something that is gone.
      </EmptyState>
    </section>
  );
}
