import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import {
  ALL_RULES,
  Cap,
  CapSchema,
  FACT_NAMES,
  proveCaps,
  proveRules,
  Rule,
} from '@254carbon/backstage-plugin-platform-common';
import { z } from 'zod';
import { NotJudgedError } from './types';

/** What of the section `readiness` is about rules; what else stands there is the portal's. */
const SectionSchema = z.object({
  disabledRules: z.array(z.string()).optional(),
  weights: z.record(z.string(), z.number()).optional(),
  thresholds: z.record(z.string(), z.record(z.string(), z.number())).optional(),
  rules: z.array(z.unknown()).optional(),
  // The range is proved with the rules: 100 turns a cap off.
  caps: z.array(CapSchema.extend({ atMostPercent: z.number() })).optional(),
});

/** What is judged by. */
export interface RulesInForce {
  rules: readonly Rule[];
  caps: readonly Cap[];
}

function sectionOf(text: string, file: string): z.infer<typeof SectionSchema> {
  let whole: unknown;
  try {
    whole = parse(text);
  } catch (error) {
    const [what] = (error as Error).message.split('\n');
    throw new NotJudgedError(`${file} is no YAML (${what}); correct it.`, {
      cause: error,
    });
  }
  const section = (whole as { readiness?: unknown } | null)?.readiness;
  if (typeof section !== 'object' || section === null)
    throw new NotJudgedError(
      `${file} has no section "readiness"; add it with disabledRules or weights, or leave --config out.`,
    );
  const read = SectionSchema.safeParse(section);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new NotJudgedError(
    `${file} is not valid at readiness.${issue.path.join('.')}: ${
      issue.message
    }; correct it.`,
  );
}

async function readSection(file: string) {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new NotJudgedError(
      `${file} cannot be read (${code}); name a configuration file with a section "readiness".`,
      { cause: error },
    );
  }
  return sectionOf(text, file);
}

/**
 * The rules in force: all, or as the section `readiness` of a configuration file disables, weighs, sets and adds them; with the caps in
 * force, the portal's own or as it sets and adds those.
 *
 * @throws NotJudgedError with one sentence: a file without the section, a rule that there is not, a weight that is none, a cap that no
 *   rule lifts.
 */
export async function readRules(file?: string): Promise<RulesInForce> {
  const section = file === undefined ? {} : await readSection(file);
  const { disabledRules, weights, thresholds, rules: custom } = section;
  const { caps: configured } = section;
  try {
    const rules = proveRules({
      rules: ALL_RULES,
      facts: FACT_NAMES,
      ...(disabledRules ? { disabled: disabledRules } : {}),
      ...(weights ? { weights } : {}),
      ...(thresholds ? { thresholds } : {}),
      ...(custom ? { custom } : {}),
    });
    return { rules, caps: proveCaps({ configured, rules }) };
  } catch (error) {
    throw new NotJudgedError((error as Error).message, { cause: error });
  }
}
