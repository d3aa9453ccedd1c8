/*
 * A change taken back: the files of its commit as they were before it, from the history of the repository and not rendered anew, since the
 * template may have moved on. What else was committed in between stays; a file of the change that somebody edited since is theirs, so that then
 * nothing is written.
 */
import { ConflictError, NotAllowedError } from '@backstage/errors';
import {
  PipelineChangeReport,
  Preview,
} from '@254carbon/backstage-plugin-platform-common';
import { renderOnce } from '../preview/renderOnce';
import { BookedChange } from '../store/PipelineChanges';
import { applyWorkflow, tellCatalog, WantedChange } from './changePipeline';
import { mustReadRepository } from './changeRepository';

/** What a commit has to do so that the paths of a change are as they were. */
interface Restored {
  /** Every file afterwards. */
  files: ReadonlyMap<string, Buffer>;
  write: ReadonlyMap<string, Buffer>;
  remove: readonly string[];
}

function isSame(one: Buffer | undefined, other: Buffer | undefined): boolean {
  return one && other ? one.equals(other) : one === other;
}

/** @throws ConflictError when a file of the change was edited since. */
function restore(
  paths: readonly string[],
  trees: Record<'before' | 'after' | 'standing', ReadonlyMap<string, Buffer>>,
): Restored {
  const { before, after, standing } = trees;
  // Whoever did it half is going on: what is as it was already is no edit of somebody else.
  const edited = paths.filter(
    path =>
      !isSame(standing.get(path), after.get(path)) &&
      !isSame(standing.get(path), before.get(path)),
  );
  if (edited.length > 0) {
    throw new ConflictError(
      `${edited.join(
        ', ',
      )} was edited since; change the pipeline to the values of before, or take the commit back by hand.`,
    );
  }
  const files = new Map(standing);
  const write = new Map<string, Buffer>();
  const remove: string[] = [];
  for (const path of paths) {
    const content = before.get(path);
    if (isSame(standing.get(path), content)) continue;
    if (content) {
      files.set(path, content);
      write.set(path, content);
    } else {
      files.delete(path);
      remove.push(path);
    }
  }
  return { files, write, remove };
}

/** @throws NotAllowedError when nobody else has approved what needs a second person. */
function mustBeApproved({ approval }: Preview): void {
  if (approval.needed && approval.state !== 'approved') {
    throw new NotAllowedError(
      `${approval.reason} Ask for it on the preview of the change.`,
    );
  }
}

async function restoreFiles(
  wanted: WantedChange,
  change: BookedChange,
): Promise<Restored> {
  const { context, repository } = wanted;
  const { commitBefore, commitAfter } = change;
  if (!commitBefore || !commitAfter) {
    throw new ConflictError(
      'This change was made before its commits were remembered; change the pipeline to the values of before.',
    );
  }
  const [before, after, standing] = await Promise.all([
    mustReadRepository(context, repository, commitBefore),
    mustReadRepository(context, repository, commitAfter),
    mustReadRepository(context, repository),
  ]);
  return restore(change.files, {
    before: before.files,
    after: after.files,
    standing: standing.files,
  });
}

/**
 * Takes the newest change back; `wanted.values` are those of before.
 *
 * @throws ConflictError or NotAllowedError when it may not be; then nothing was written. What fails after the commit is in the
 *   report, and done again it goes on from there.
 */
export async function undoPipelineChange(
  wanted: WantedChange,
  change: BookedChange,
  preview: Preview,
): Promise<PipelineChangeReport> {
  mustBeApproved(preview);
  const { context, booked, repository, values, credentials } = wanted;
  const { name, template } = booked;
  const { files, write, remove } = await restoreFiles(wanted, change);
  if (write.size + remove.length > 0) {
    const message = `Change back ${name} with the developer portal`;
    const { commitTo } = context;
    await commitTo({ repository, message, credentials, write, remove });
  }
  await context.pipelines.write({ ...booked, values });
  // Which steps the values of before take is the template's to say; what they work with is what stands again.
  const rendering = await renderOnce(
    context,
    { template, values },
    credentials,
  );
  const paths = [...write.keys(), ...remove];
  const steps = [
    {
      what: 'files' as const,
      outcome: paths.length > 0 ? ('done' as const) : ('already' as const),
      message:
        paths.length > 0
          ? `One commit puts back ${paths.join(', ')}.`
          : 'Every file is as it was before.',
    },
    ...(await applyWorkflow(wanted, { ...rendering, files })),
  ];
  await tellCatalog(wanted);
  const complete = !steps.some(({ outcome }) => outcome === 'failed');
  return { name, complete, steps };
}
