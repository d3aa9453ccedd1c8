import { PipelineSink } from '../../pipelines';
import { bad, examineRule, good, open } from '../examine';

/** Why it is not known whether a place is there: the lake's tables are not known, or they are and this is none of them. */
function whyOpen(
  kind: PipelineSink['kind'],
  name: string,
  { lakeUnknown }: { lakeUnknown?: string },
): string {
  const what = `whether ${kind} ${name} exists is not known`;
  if (kind !== 'table') return what;
  const why =
    lakeUnknown?.replace(/\.$/, '') ??
    'the lake does not list it, and another catalog or its first run may';
  return `${what}: ${why}`;
}

/** Its results go somewhere that is there. */
export const sinkExists = examineRule({
  id: 'sink-exists',
  version: 2,
  category: 'pipelines',
  title: 'Results go somewhere that exists',
  why: 'A pipeline without a place for its results runs, succeeds, and leaves nothing.',
  weight: 4,
  level: 'silver',
  appliesTo: { sentence: 'Schedulers of workflows' },
  facts: ['pipelines'],
  expected: 'a table, topic or bucket that exists',
  good: 'Every result has its place.',
  none: 'No workflow of it is defined.',
  remedy: {
    text: 'Create the table or topic, or correct its name in the pipeline.',
  },
  look: ({ pipelines }) =>
    pipelines.flatMap(({ object, sinks, ownImage, topics, lakeUnknown }) => {
      if (ownImage) return [];
      if (!sinks)
        return [open(object, `where ${object} writes is not written down`)];
      if (sinks.length === 0) return [bad(object, `${object} writes nowhere`)];
      return sinks.map(({ kind, name, exists }) => {
        const there =
          exists ?? (kind === 'topic' ? topics?.includes(name) : undefined);
        if (there === undefined)
          return open(object, whyOpen(kind, name, { lakeUnknown }));
        return there
          ? good(object, `${kind} ${name}`)
          : bad(object, `${kind} ${name} does not exist`);
      });
    }),
});
