import { isRunbookPath, parseRunbook } from '../../runbooks';
import { Artefact } from '../types';
import { artefactAt, Place } from './place';

const IN_FOLDER = /(?:^|\/)runbooks?\//i;
const LOOKS_LIKE_ONE = /^---[ \t]*\r?\n(?=[\s\S]*?^id:)(?=[\s\S]*?^services:)/m;

/** Whether a Markdown file is meant to be a runbook: by its folder and front matter, or by the keys of its front matter. */
export function isRunbookFile(path: string, text: string): boolean {
  if (!isRunbookPath(path) || !text.startsWith('---')) return false;
  return IN_FOLDER.test(path) || LOOKS_LIKE_ONE.test(text.slice(0, 4096));
}

/** The runbook that a Markdown file is; what is wrong with it is reported by line. */
export function recogniseRunbook(
  path: string,
  text: string,
  place: Place,
): Artefact[] {
  const result = parseRunbook(path, text);
  if (!result.ok) {
    for (const { line, message, cure } of result.problems) {
      place.report({ kind: 'bad-runbook', path, line, message, cure });
    }
    return [];
  }
  const { runbook } = result;
  return [
    artefactAt(place, [], {
      kind: 'runbook',
      name: runbook.id,
      title: runbook.title,
      details: {
        owner: runbook.owner,
        services: runbook.services.join(', '),
        alerts: runbook.alerts.join(', '),
        risk: runbook.risk,
        lastVerified: runbook.lastVerified,
      },
    }),
  ];
}
