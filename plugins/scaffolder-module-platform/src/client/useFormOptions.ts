import { FormOptions } from '@254carbon/backstage-plugin-platform-common';
import { Query, useQuery } from '@254carbon/backstage-plugin-platform-react';
import { useDataSourcesClient } from './useDataSourcesClient';

/** What the platform has to offer to a form about a source; nothing for a form about none. */
export function useFormOptions(
  source: string | undefined,
  namespace?: string,
): Query<FormOptions | null> {
  const client = useDataSourcesClient();
  return useQuery({
    key: `form-options ${source ?? ''} ${namespace ?? ''}`,
    load: async signal =>
      source && /^[a-z0-9-]{1,63}$/.test(source)
        ? client.getFormOptions(
            {
              query: {
                source,
                ...(namespace && /^[a-z0-9-]{1,63}$/.test(namespace)
                  ? { namespace }
                  : {}),
              },
            },
            { signal },
          )
        : null,
  });
}
