import { declaredKey } from './declaredKey';
import { DeclaredObject, ManifestProblem } from './types';

/**
 * Objects that one and the same apply would write twice: the later one wins, and who reads the earlier one is misled. The same
 * object in two overlays is none of these, they are alternatives.
 */
export function findDuplicates(
  objects: readonly DeclaredObject[],
): ManifestProblem[] {
  const first = new Map<string, DeclaredObject>();
  const problems: ManifestProblem[] = [];
  for (const declared of objects) {
    const { object, origin } = declared;
    const key = `${origin.renderedFrom ?? ''}|${declaredKey(object)}`;
    const earlier = first.get(key);
    if (!earlier) {
      first.set(key, declared);
      continue;
    }
    const { path, line } = earlier.origin;
    if (path === origin.path && line === origin.line) continue;
    problems.push({
      kind: 'duplicate-object',
      path: origin.path,
      line: origin.line,
      message: `${object.kind} \`${object.metadata.name}\` is declared at ${path}:${line} already.`,
      cure: 'Keep one of the two.',
    });
  }
  return problems;
}
