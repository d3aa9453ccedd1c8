import { useEffect, useState } from 'react';

/** The present time in milliseconds, renewed every 15 seconds so that ages on a page stay true. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 15_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
