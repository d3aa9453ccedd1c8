import {
  EmptyState,
  Panel,
  QueryView,
  StaleNotice,
  UpdatesSwitch,
} from '@254carbon/backstage-plugin-platform-react';
import { PlatformMap } from '../components/PlatformMap';
import { ServiceRollUp } from '../components/ServiceRollUp';
import { StateCounts } from '../components/StateCounts';
import { useRollUp } from '../hooks/useRollUp';
import styles from './ServiceContent.module.css';

/** The services of a system, a domain, a group or around a resource: how many are how, the map, and the table with the worst first. */
export function RollUpContent() {
  const { query, words, incomplete } = useRollUp();
  return (
    <>
      <div className={styles.bar}>
        <UpdatesSwitch loadedAt={query.loadedAt} />
      </div>
      <QueryView
        query={query}
        what="the services"
        permission="platform.service.read"
        rows={10}
      >
        {({ services: members, caveats }) => {
          return (
            <div className={styles.content}>
              {caveats.map(caveat => (
                <StaleNotice key={caveat} reason={caveat} />
              ))}
              {incomplete ? (
                <StaleNotice reason="The groups below this one could not be read, so what they own may be missing." />
              ) : null}
              {members.length === 0 ? (
                <EmptyState title={words.none}>
                  As far as the catalog and the inventory know.
                </EmptyState>
              ) : (
                <>
                  <Panel
                    title={words.title}
                    actions={<StateCounts services={members} />}
                  >
                    <ServiceRollUp services={members} />
                  </Panel>
                  <Panel title="Map">
                    <PlatformMap services={members} />
                  </Panel>
                </>
              )}
            </div>
          );
        }}
      </QueryView>
    </>
  );
}
