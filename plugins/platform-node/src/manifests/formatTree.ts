import {
  DeclaredTree,
  objectKey,
} from '@254carbon/backstage-plugin-platform-common';

function section(title: string, lines: readonly string[]): string[] {
  return lines.length > 0
    ? [`${title} (${lines.length})`, ...lines.map(line => `  ${line}`), '']
    : [`${title}: none`, ''];
}

/** A tree as text for people, each thing with path and line. */
export function formatTree(tree: DeclaredTree): string {
  const objects = tree.objects.map(({ object, origin, redacted }) => {
    const how = origin.renderedBy ? ` (${origin.renderedBy})` : '';
    const hidden =
      redacted.length > 0 ? ` [${redacted.length} values withheld]` : '';
    return `${origin.path}:${origin.line}${how} ${objectKey(object)}${hidden}`;
  });
  const artefacts = tree.artefacts.map(
    ({ kind, name, origin }) => `${origin.path}:${origin.line} ${kind} ${name}`,
  );
  const problems = tree.problems.map(
    ({ path, line, kind, message, cure }) =>
      `${path}:${line} [${kind}] ${message} ${cure}`,
  );
  const notRendered = tree.notRendered.map(
    ({ path, kind, reason }) => `${path} (${kind}) ${reason}`,
  );
  return [
    ...section('Objects', objects),
    ...section('Also found', artefacts),
    ...section('Not rendered', notRendered),
    ...section('Problems', problems),
    `${tree.files} files, ${objects.length} objects, ${artefacts.length} other things, ${notRendered.length} not rendered, ${problems.length} problems`,
    '',
  ].join('\n');
}
