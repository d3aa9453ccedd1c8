import { createFrontendModule } from '@backstage/frontend-plugin-api';
import {
  SearchFilterResultTypeBlueprint,
  SearchResultListItemBlueprint,
} from '@backstage/plugin-search-react/alpha';
import { RiShieldCheckLine } from '@remixicon/react';

const TYPE = 'readiness';

/** A result about readiness, which looks like the others. */
export const READINESS_RESULT = SearchResultListItemBlueprint.make({
  name: TYPE,
  params: {
    icon: <RiShieldCheckLine />,
    predicate: ({ type }) => type === TYPE,
    component: () =>
      import('@backstage/plugin-search-react').then(
        m => m.DefaultResultListItem,
      ),
  },
});

/** The choice to see results about readiness alone. */
export const READINESS_RESULT_TYPE = SearchFilterResultTypeBlueprint.make({
  name: TYPE,
  params: { value: TYPE, name: 'Readiness', icon: <RiShieldCheckLine /> },
});

/** What the portal adds to the page of search. */
export const searchModule = createFrontendModule({
  pluginId: 'search',
  extensions: [READINESS_RESULT, READINESS_RESULT_TYPE],
});
