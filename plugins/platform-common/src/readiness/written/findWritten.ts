import { DeclaredTree } from '../../declared';
import { FindPlace, WrittenPlace } from './verdictLines';

/** How evidence speaks of what a tree holds besides objects. */
const WORDS: Partial<
  Record<DeclaredTree['artefacts'][number]['kind'], string>
> = {
  'alert-rule': 'alert',
  dashboard: 'dashboard',
  workflow: 'pipeline',
  credential: 'document',
  runbook: 'runbook',
};

/** Where things of a tree are written, by the names that evidence gives them. */
export function findWritten({ objects, artefacts }: DeclaredTree): FindPlace {
  const found = new Map<string, WrittenPlace>();
  const add = (name: string, file: string, line: number) => {
    if (!found.has(name)) found.set(name, { file, line });
  };
  for (const { object, origin } of objects) {
    const { namespace, name } = object.metadata;
    const path = namespace ? `${namespace}/${name}` : name;
    add(`${object.kind} ${path}`, origin.path, origin.line);
  }
  for (const { kind, name, title, origin } of artefacts) {
    const word = WORDS[kind];
    for (const called of word ? [name, title ?? name] : [])
      add(`${word} ${called}`, origin.path, origin.line);
  }
  return name => found.get(name) ?? found.get(name.replace(/ \([^()]*\)$/, ''));
}
