import {
  EmptyState,
  Panel,
  QueryView,
} from '@254carbon/backstage-plugin-platform-react';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import { useEntity } from '@backstage/plugin-catalog-react';
import { RunbookList } from '../components/RunbookList';
import { useServiceRunbooks } from '../hooks/useRunbooks';

/** The runbooks of the service whose page this is on. */
export function ServiceRunbooks() {
  const { entity } = useEntity();
  const query = useServiceRunbooks(stringifyEntityRef(entity));
  return (
    <Panel title="Runbooks" actions={<Link to="/runbooks">All runbooks</Link>}>
      <QueryView
        query={query}
        what="the runbooks of this service"
        permission="catalog.entity.read"
        rows={2}
      >
        {rows =>
          rows.length === 0 ? (
            <EmptyState title="This service has no runbook">
              Write one in <code>runbooks/docs/</code> and name{' '}
              <code>{stringifyEntityRef(entity)}</code> under{' '}
              <code>services</code>.
            </EmptyState>
          ) : (
            <RunbookList rows={rows} />
          )
        }
      </QueryView>
    </Panel>
  );
}
