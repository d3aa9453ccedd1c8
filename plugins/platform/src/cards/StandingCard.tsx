import { readStanding } from '@254carbon/backstage-plugin-platform-common';
import {
  EmptyState,
  Freshness,
  Panel,
  StateIcon,
  useNow,
} from '@254carbon/backstage-plugin-platform-react';
import { useEntity } from '@backstage/plugin-catalog-react';
import { StandingNotice } from '../components/StandingNotice';
import notice from '../components/StandingNotice/StandingNotice.module.css';

/** What the catalog says besides what a thing is: that nobody can see it at present, that it is meant to be down. */
export function StandingCard() {
  const { entity } = useEntity();
  const now = useNow();
  const standing = readStanding(entity.metadata.annotations, now);
  const { stale, orphaned, ...declared } = standing;
  return (
    <Panel title="What to know">
      {Object.keys(standing).length === 0 ? (
        <EmptyState title="Nothing any more">
          What was declared of it has ended.
        </EmptyState>
      ) : null}
      {stale ? (
        <p className={notice.notice}>
          <StateIcon state="stale" />
          <span>
            <strong>It cannot be seen</strong>, since{' '}
            <Freshness at={stale.since} />: {stale.reason}{' '}
            <span className={notice.muted}>
              What stands here is what was known then.
            </span>
          </span>
        </p>
      ) : null}
      {orphaned ? (
        <p className={notice.notice}>
          <StateIcon state="unknown" />
          <span>
            <strong>It is an orphan</strong>: {orphaned}
          </span>
        </p>
      ) : null}
      <StandingNotice {...declared} />
    </Panel>
  );
}
