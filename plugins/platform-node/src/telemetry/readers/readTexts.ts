/**
 * What workflows do, one question for each: read once, and again when the workflow has another version or time of change. A scheduler with a thousand
 * workflows is read over several rounds; until then the part says that it is not complete.
 */
import {
  DolphinDag,
  Workflow,
  WorkflowText,
  WorkflowTexts,
} from '@254carbon/backstage-plugin-platform-common';
import { Asker, AskError } from '../createAsker';
import { askOne } from './dolphinPages';

/** What earlier rounds read, by the code of the workflow, with what tells whether it is still so. */
export type KeptTexts = Map<string, { stamp: string; text: WorkflowText }>;

/** Questions of one round; the rest waits for the next. */
const MOST_A_ROUND = 60;
/** Questions that may remain without an answer before a round gives up. */
const MOST_FAILURES = 3;

/** `undefined` when nothing tells whether it changed: it is read every time. */
function stampOf({ version, updatedAt }: Workflow): string | undefined {
  return version === undefined && updatedAt === undefined
    ? undefined
    : `${version ?? ''} ${updatedAt ?? ''}`;
}

function isKept(kept: KeptTexts, workflow: Workflow): boolean {
  const stamp = stampOf(workflow);
  return stamp !== undefined && kept.get(workflow.code)?.stamp === stamp;
}

/**
 * What workflows do; brings `kept` up to date.
 *
 * @throws AskError when nothing of any workflow is known because questions remain without an answer.
 */
export async function readTexts(
  from: { asker: Asker; definitions: string; kept: KeptTexts },
  workflows: readonly Workflow[],
): Promise<WorkflowTexts> {
  const { asker, definitions, kept } = from;
  const codes = new Set(workflows.map(({ code }) => code));
  for (const code of kept.keys()) if (!codes.has(code)) kept.delete(code);
  const changed = workflows.filter(one => !isKept(kept, one));
  const failures: AskError[] = [];
  for (const workflow of changed.slice(0, MOST_A_ROUND)) {
    const { code, projectCode } = workflow;
    try {
      const text = await askOne(
        asker,
        `/projects/${projectCode}/${definitions}/${code}`,
        DolphinDag,
      );
      kept.set(code, {
        stamp: stampOf(workflow) ?? '',
        text: { ...text, workflowCode: code },
      });
    } catch (error) {
      if (!(error instanceof AskError)) throw error;
      // What it did before it changed is not what it does.
      kept.delete(code);
      failures.push(error);
      if (failures.length >= MOST_FAILURES) break;
    }
  }
  if (failures.length > 0 && kept.size === 0) throw failures[0];
  const texts = workflows.flatMap(({ code }) => kept.get(code)?.text ?? []);
  return { complete: texts.length === workflows.length, texts };
}
