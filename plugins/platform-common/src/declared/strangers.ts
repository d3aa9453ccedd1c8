/**
 * A repository holds more YAML and JSON than manifests: settings of editors and compilers (JSON with comments), playbooks, workflows of a
 * forge, translations, lines of JSON. What is wrong with such a file is not the portal's to tell: a broken file is reported when it, or
 * what it stands for, could have been meant for the platform.
 */
import { ManifestProblemKind } from './types';

/** Keys of what the portal looks for: objects, rules, scrape configurations, dashboards, workflows. */
const OURS =
  /(?:^|[{,\s'"-])["']?(?:apiVersion|kind|groups|scrape_configs|panels|processDefinition|workflowDefinition|taskDefinitionList|tasks)["']?[ \t]*:/m;

/** Files that belong to a tool which makes objects, whatever they hold. */
const OF_A_TOOL =
  /(?:^|\/)(?:Chart\.ya?ml|kustomization(?:\.ya?ml)?|[^/]*values[^/]*\.ya?ml)$/i;

/** Folders of tools for people who write code. */
const OF_PEOPLE =
  /(?:^|\/)\.(?:vscode|idea|github|gitlab|devcontainer|circleci)\//;

/** What is only wrong when the file was meant for the platform; bytes that are no text, and what is too large, are wrong anywhere. */
const OF_SYNTAX: ReadonlySet<ManifestProblemKind> = new Set([
  'syntax',
  'tab',
  'duplicate-key',
  'alias',
  'template',
]);

/** Whether a problem of a file that says `text` is none of ours, because nothing in the file speaks of the platform. */
export function isStrangers(
  path: string,
  text: string,
  kind: ManifestProblemKind,
): boolean {
  if (!OF_SYNTAX.has(kind)) return false;
  if (OF_PEOPLE.test(path)) return true;
  if (OF_A_TOOL.test(path)) return false;
  return !OURS.test(text);
}
