import { ReactNode, useState } from 'react';
import { Button } from '@backstage/ui';

/** The first of many, and the button that shows them all; no button where there are no more. */
export function useFirst<Row>(
  rows: readonly Row[],
  first: number,
  /** What the rows are: `parts`. */
  what: string,
): { shown: Row[]; more: ReactNode } {
  const [all, setAll] = useState(false);
  const shown = all ? [...rows] : rows.slice(0, first);
  return {
    shown,
    more:
      rows.length > first ? (
        <Button variant="secondary" onPress={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show all ${rows.length} ${what}`}
        </Button>
      ) : null,
  };
}
