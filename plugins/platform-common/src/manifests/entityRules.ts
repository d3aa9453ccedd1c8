import type { Finding, WorkspaceDocument } from './document';
import { textAt } from './document';

const NAME = /^[a-zA-Z0-9]([a-zA-Z0-9._-]{0,61}[a-zA-Z0-9])?$/;
const OWNED = ['Component', 'Resource', 'API', 'System', 'Domain', 'Template'];

/**
 * Judges catalog entities by what makes a registration fail after the repository is there: too late for a form.
 */
export function checkEntities(
  documents: readonly WorkspaceDocument[],
): Finding[] {
  const findings: Finding[] = [];
  for (const { file, content } of documents) {
    const kind = textAt(content, 'kind');
    if (!textAt(content, 'apiVersion').startsWith('backstage.io/')) {
      continue;
    }
    if (!NAME.test(textAt(content, 'metadata.name'))) {
      findings.push({
        file,
        rule: 'entity-name',
        field: 'metadata.name',
        problem: 'is no name that the catalog takes.',
        cure: 'Use 1 to 63 letters, digits, and inner - _ or dots.',
      });
    }
    if (OWNED.includes(kind) && textAt(content, 'spec.owner') === '') {
      findings.push({
        file,
        rule: 'entity-owner',
        field: 'spec.owner',
        problem: 'is missing.',
        cure: 'Name the group that answers for it.',
      });
    }
  }
  return findings;
}
