import { configApiRef, useApi } from '@backstage/core-plugin-api';
import { useLayoutEffect } from 'react';
import { useLocation } from 'react-router-dom';
import { stockTitle } from './stockTitle';

/** Titles the tab of the browser where the page does not. Before the effects of the page, so that one that does wins. */
export function PageTitle() {
  const { pathname } = useLocation();
  const portal = useApi(configApiRef).getOptionalString('app.title');
  const title = stockTitle(pathname);
  useLayoutEffect(() => {
    if (title) document.title = portal ? `${title} | ${portal}` : title;
  }, [pathname, portal, title]);
  return null;
}
