import { configApiRef, useApi } from '@backstage/core-plugin-api';
import { useEffect, useLayoutEffect, useMemo } from 'react';
import { useLocation } from 'react-router-dom';
import { stockTitle } from './stockTitle';
import { TitleKeeper } from './TitleKeeper';

const NAMELESS = 'Developer portal';

/** Titles the tab of the browser where the page does not, and keeps what pages title. Before the effects of the page, so that one that titles itself wins. */
export function PageTitle() {
  const { pathname } = useLocation();
  const portal =
    useApi(configApiRef).getOptionalString('app.title') ?? NAMELESS;
  const keeper = useMemo(() => new TitleKeeper(portal), [portal]);
  const title = stockTitle(pathname);

  useLayoutEffect(() => {
    keeper.enter();
    if (title) document.title = keeper.correct(title);
  }, [pathname, title, keeper]);

  useEffect(() => {
    const correct = () => {
      const corrected = keeper.correct(document.title);
      if (corrected !== document.title) document.title = corrected;
    };
    correct();
    const observer = new MutationObserver(correct);
    observer.observe(document.head, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, [keeper]);
  return null;
}
