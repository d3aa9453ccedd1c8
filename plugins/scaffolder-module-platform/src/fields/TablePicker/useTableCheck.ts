import { TableCheck } from '@254carbon/backstage-plugin-platform-common';
import { Query, useQuery } from '@254carbon/backstage-plugin-platform-react';
import { useAbout } from '../../client/FormAbout';
import { useDataSourcesClient } from '../../client/useDataSourcesClient';
import { useSettled } from '../../client/useSettled';
import { TABLE } from './describeTable';

const SETTLED_MS = 400;

/** What the lake, the catalog and the template say about a table; nothing for what is no name of one. */
export function useTableCheck(
  table: string,
  values: Readonly<Record<string, unknown>>,
): Query<TableCheck | null> {
  const { template, changing } = useAbout();
  const client = useDataSourcesClient();
  const asked = useSettled(JSON.stringify({ ...values, table }), SETTLED_MS);
  return useQuery({
    key: `table-check ${template ?? ''} ${changing ?? ''} ${asked}`,
    load: async signal => {
      const form: Record<string, unknown> = JSON.parse(asked);
      if (!template || !TABLE.test(String(form.table))) return null;
      return client.checkTable(
        { body: { template, values: form, changing } },
        { signal },
      );
    },
  });
}
