import { Rule } from './types';
import { INFRASTRUCTURE_RULES } from './infrastructure';
import { AVAILABILITY_RULES } from './availability';
import { ACCESS_RULES } from './access';
import { OBSERVABILITY_RULES } from './observability';
import { SECURITY_RULES } from './security';
import { BACKUP_RULES } from './backup';
import { DELIVERY_RULES } from './delivery';
import { PIPELINES_RULES } from './pipelines';
import { DOCUMENTATION_RULES } from './documentation';

/** Every rule that the portal knows, in the order in which people read them. */
export const ALL_RULES: readonly Rule[] = [
  ...INFRASTRUCTURE_RULES,
  ...AVAILABILITY_RULES,
  ...ACCESS_RULES,
  ...OBSERVABILITY_RULES,
  ...SECURITY_RULES,
  ...BACKUP_RULES,
  ...DELIVERY_RULES,
  ...PIPELINES_RULES,
  ...DOCUMENTATION_RULES,
];
