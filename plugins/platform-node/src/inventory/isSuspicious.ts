/** Up to this many objects may be missing from a list without suspicion, unless it is empty. */
const FEW = 5;
/** So may this share of what was known. */
const SHARE = 0.2;

/** Whether a list lacks so much of what was known that it is more likely wrong than right. */
export function isSuspicious(
  missing: number,
  { listed, known }: { listed: number; known: number },
): boolean {
  if (missing === 0) return false;
  return listed === 0 || missing > Math.max(FEW, known * SHARE);
}
