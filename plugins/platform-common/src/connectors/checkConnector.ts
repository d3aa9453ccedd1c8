import { ConnectorSpec, ConnectorSpecSchema } from './ConnectorSpecSchema';
import { freshnessOf } from './generateConnector';
import { planConnector } from './planConnector';
import { ConnectorRefused } from './refuse';

/** What is wrong with one field. */
export interface ConnectorProblem {
  /** Dotted path whose first part is the field of the form, `pagination.pageSize`. */
  readonly field: string;
  /** What to do, without the field's name and without the value. */
  readonly message: string;
}

/** A spec that can be generated, or everything that keeps it from being one. */
export type CheckedConnector =
  | { readonly ok: true; readonly spec: ConnectorSpec }
  | { readonly ok: false; readonly problems: readonly ConnectorProblem[] };

function fieldOf(issue: {
  readonly code?: string;
  readonly path: readonly PropertyKey[];
  readonly keys?: readonly string[];
}): string {
  const path = issue.path.map(String);
  return issue.code === 'unrecognized_keys'
    ? [...path, issue.keys?.[0] ?? ''].join('.')
    : path.join('.');
}

/** What cannot be seen field by field: whether a document holds what is asked of it, whether the schedule ever fires. */
function workOut(spec: ConnectorSpec): ConnectorProblem | undefined {
  try {
    planConnector(spec);
  } catch (error) {
    if (error instanceof ConnectorRefused) {
      return { field: error.field, message: error.message };
    }
    throw error;
  }
  try {
    freshnessOf(spec);
    return undefined;
  } catch (error) {
    return {
      field: 'schedule',
      message: error instanceof Error ? error.message : String(error),
    };
  }
}

/** Holds what a form sent against what a connector may be made from. Nothing is written or looked up. */
export function checkConnector(input: unknown): CheckedConnector {
  const parsed = ConnectorSpecSchema.safeParse(input);
  if (parsed.success) {
    const problem = workOut(parsed.data);
    return problem
      ? { ok: false, problems: [problem] }
      : { ok: true, spec: parsed.data };
  }
  const problems = parsed.error.issues.map(issue => ({
    field: fieldOf(issue),
    message:
      issue.code === 'unrecognized_keys'
        ? 'is no field of this template; leave it out'
        : issue.message,
  }));
  return { ok: false, problems };
}
