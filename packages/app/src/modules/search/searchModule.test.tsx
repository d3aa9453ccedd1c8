import { createExtensionTester } from '@backstage/frontend-test-utils';
import {
  SearchFilterResultTypeBlueprint,
  SearchResultListItemBlueprint,
} from '@backstage/plugin-search-react/alpha';
import { READINESS_RESULT, READINESS_RESULT_TYPE } from '.';

describe('results of search about readiness', () => {
  it('have an item of their own, and no other result has it', () => {
    const item = createExtensionTester(READINESS_RESULT).get(
      SearchResultListItemBlueprint.dataRefs.item,
    );
    const document = { title: '', text: '', location: '/' };
    expect(item.predicate?.({ type: 'readiness', document })).toBe(true);
    expect(item.predicate?.({ type: 'techdocs', document })).toBe(false);
  });

  it('can be asked for alone', () => {
    expect(
      createExtensionTester(READINESS_RESULT_TYPE).get(
        SearchFilterResultTypeBlueprint.dataRefs.resultType,
      ),
    ).toMatchObject({ value: 'readiness', name: 'Readiness' });
  });
});
