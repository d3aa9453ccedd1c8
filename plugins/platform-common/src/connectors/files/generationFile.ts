import { scrub } from '../../redaction';
import type { ConnectorSpec } from '../ConnectorSpecSchema';
import { sha256 } from '../sha256';
import { yamlText } from '../text';
import type { MadeFrom } from './catalogFile';

/** Where a repository says what it was made from. */
export const GENERATION_PATH = '.254carbon/generation.yaml';

/** What was asked for. A pasted document is somebody else's text: what looks like a key in it is taken out. */
function inputsOf(spec: ConnectorSpec): object {
  return 'document' in spec
    ? { ...spec, document: scrub(spec.document) }
    : spec;
}

/**
 * What a repository was made from: template, version, what was asked for, and the digest of each file as it was written. So a later version can be
 * merged, and a change by hand can be told from one by the portal. No field of a spec holds a secret; the form asks for names only.
 */
export function generationFile(
  spec: ConnectorSpec,
  made: MadeFrom & { readonly runtimeVersion: string },
  files: ReadonlyMap<string, string>,
): string {
  const digests = [...files]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, text]) => [path, `sha256:${sha256(text)}`]);
  return yamlText({
    format: 1,
    template: `template:default/${made.template}`,
    templateVersion: made.templateVersion,
    runtime: `@254carbon/connector-runtime@${made.runtimeVersion}`,
    inputs: inputsOf(spec),
    files: Object.fromEntries(digests),
  });
}
