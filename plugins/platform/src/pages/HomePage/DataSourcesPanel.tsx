import { Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef, EntityRefLink } from '@backstage/plugin-catalog-react';
import {
  EmptyState,
  Panel,
  QueryView,
  StateIcon,
  useQuery,
} from '@254carbon/backstage-plugin-platform-react';
import styles from './panels.module.css';

/**
 * The external data sources. Whether a source has delivered is not measured yet, and each says so
 * rather than looking fine.
 */
export function DataSourcesPanel() {
  const catalog = useApi(catalogApiRef);
  const query = useQuery({
    key: 'data-sources',
    load: () =>
      catalog.getEntities({
        filter: { kind: 'Resource', 'spec.type': 'data-source' },
      }),
  });
  return (
    <Panel
      title="Data sources"
      actions={<Link to="/data-sources">All sources</Link>}
    >
      <QueryView
        query={query}
        what="the data sources"
        permission="catalog.entity.read"
      >
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title="No data source is in the catalog">
              Declare one in <code>catalog/data-sources/</code>.
            </EmptyState>
          ) : (
            <ul className={styles.sources}>
              {items.map(entity => (
                <li key={entity.metadata.name}>
                  <StateIcon state="unknown" />
                  <EntityRefLink
                    entityRef={entity}
                    hideIcon
                    title={entity.metadata.title}
                  />
                  <span className={styles.note}>freshness not measured</span>
                </li>
              ))}
            </ul>
          )
        }
      </QueryView>
    </Panel>
  );
}
