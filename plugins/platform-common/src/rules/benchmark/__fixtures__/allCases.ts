import { ACCESS } from '../../access/__fixtures__/cases';
import { AVAILABILITY } from '../../availability/__fixtures__/cases';
import { BACKUP } from '../../backup/__fixtures__/cases';
import { DELIVERY } from '../../delivery/__fixtures__/cases';
import { DOCUMENTATION } from '../../documentation/__fixtures__/cases';
import { INFRASTRUCTURE } from '../../infrastructure/__fixtures__/cases';
import { OBSERVABILITY } from '../../observability/__fixtures__/cases';
import { PIPELINES } from '../../pipelines/__fixtures__/cases';
import { SECURITY } from '../../security/__fixtures__/cases';
import { Case } from './Case';

/** Every case of the benchmark. */
export const ALL_CASES: readonly Case[] = [
  ...INFRASTRUCTURE,
  ...AVAILABILITY,
  ...ACCESS,
  ...OBSERVABILITY,
  ...SECURITY,
  ...BACKUP,
  ...DELIVERY,
  ...PIPELINES,
  ...DOCUMENTATION,
];
