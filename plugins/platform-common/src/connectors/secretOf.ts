import type { CommonSpec } from './commonFields';
import type { PlannedSecret } from './plan';

/** The secret behind a variable: `EIA_API_KEY` is the Secret `eia-api-key` unless the form names another. */
export function secretOf(
  spec: Pick<CommonSpec, 'secretName' | 'secretKey'>,
  variable: string,
): PlannedSecret {
  return {
    variable,
    name: spec.secretName ?? variable.toLowerCase().replaceAll('_', '-'),
    key: spec.secretKey,
  };
}
