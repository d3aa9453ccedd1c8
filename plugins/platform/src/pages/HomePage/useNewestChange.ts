import { ServiceChange } from '@254carbon/backstage-plugin-platform-common';
import { useEffect, useRef, useState } from 'react';

/**
 * What to say to screen readers when a service changes its state while the page is open: `Trino is now down.`
 * What was there when the page was opened is not news. `changes` are newest first; `undefined` before they were read.
 */
export function useNewestChange(
  changes: readonly ServiceChange[] | undefined,
): string {
  const [said, setSaid] = useState('');
  const seen = useRef<string>();
  useEffect(() => {
    if (!changes) return;
    const [newest] = changes;
    const key = newest ? `${newest.serviceId} ${newest.at}` : '';
    if (seen.current !== undefined && seen.current !== key && newest)
      setSaid(`${newest.title} is now ${newest.to}.`);
    seen.current = key;
  }, [changes]);
  return said;
}
