import { FormOptions } from '@254carbon/backstage-plugin-platform-common';
import { Query, useQuery } from '@254carbon/backstage-plugin-platform-react';
import { useDataSourcesClient } from './useDataSourcesClient';

const isName = (text: string | undefined): text is string =>
  text !== undefined && /^[a-z0-9-]{1,63}$/.test(text);

/** What the platform has to offer to a form, and what its source has, when it is about one that the catalog knows. */
export function useFormOptions(
  source: string | undefined,
  namespace?: string,
): Query<FormOptions> {
  const client = useDataSourcesClient();
  return useQuery({
    key: `form-options ${source ?? ''} ${namespace ?? ''}`,
    load: signal =>
      client.getFormOptions(
        {
          query: {
            ...(isName(source) ? { source } : {}),
            ...(isName(namespace) ? { namespace } : {}),
          },
        },
        { signal },
      ),
  });
}
