import { configApiRef, useApi } from '@backstage/core-plugin-api';
import { useEffect } from 'react';

/** Titles the browser's tab as Backstage's own pages do: what the page is, then what the portal is called. */
export function usePageTitle(title: string): void {
  const portal = useApi(configApiRef).getOptionalString('app.title');
  useEffect(() => {
    document.title = portal ? `${title} | ${portal}` : title;
  }, [title, portal]);
}
