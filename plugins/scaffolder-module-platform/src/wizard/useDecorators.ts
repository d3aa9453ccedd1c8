/*
 * Form decorators are what other plugins do with a form before it is sent (collect a token, add a value). Backstage runs them in
 * its own page, which is not exported; here the same decorators run in the same way. One that cannot be run is an error and
 * never passed over, for it may have been what makes the form safe.
 */
import {
  AnyApiRef,
  ApiHolder,
  useApi,
  useApiHolder,
} from '@backstage/core-plugin-api';
import { formDecoratorsApiRef } from '@backstage/plugin-scaffolder/alpha';
import {
  scaffolderApiRef,
  ScaffolderApi,
} from '@backstage/plugin-scaffolder-react';

type Values = Record<string, unknown>;
type Secrets = Record<string, string>;

interface RunnableDecorator {
  id: string;
  deps?: Record<string, AnyApiRef>;
  decorator(
    context: {
      input: unknown;
      formState: Values;
      setFormState: (change: (state: Values) => Values) => void;
      setSecrets: (change: (state: Secrets) => Secrets) => void;
    },
    deps: Record<string, unknown>,
  ): Promise<void>;
}

function isRunnable(value: unknown): value is RunnableDecorator {
  return (
    typeof value === 'object' &&
    value !== null &&
    'decorator' in value &&
    typeof value.decorator === 'function'
  );
}

/** What running decorators needs. */
export interface Decorators {
  list(): Promise<readonly { id: string }[]>;
  scaffolder: Pick<ScaffolderApi, 'getTemplateParameterSchema'>;
  holder: ApiHolder;
}

/** The decorators of all plugins. */
export function useDecorators(): Decorators {
  const api = useApi(formDecoratorsApiRef);
  const scaffolder = useApi(scaffolderApiRef);
  const holder = useApiHolder();
  return { list: () => api.getFormDecorators(), scaffolder, holder };
}

function resolve(holder: ApiHolder, deps: RunnableDecorator['deps'] = {}) {
  return Object.fromEntries(
    Object.entries(deps).map(([key, ref]) => {
      const api = holder.get(ref);
      if (!api)
        throw new Error(
          `The form needs ${ref.id}, which this portal does not have; ask for the plugin that brings it.`,
        );
      return [key, api];
    }),
  );
}

interface DecoratedForm {
  values: Values;
  secrets: Secrets;
}

async function runOne(
  decorator: RunnableDecorator,
  options: { input: unknown; form: DecoratedForm; holder: ApiHolder },
): Promise<DecoratedForm> {
  const { input, form, holder } = options;
  const changed = { ...form };
  await decorator.decorator(
    {
      input,
      formState: form.values,
      setFormState: change => {
        changed.values = change(changed.values);
      },
      setSecrets: change => {
        changed.secrets = change(changed.secrets);
      },
    },
    resolve(holder, decorator.deps),
  );
  return changed;
}

/**
 * Runs the decorators that a template names, one after the other.
 *
 * @throws Error when one is not there or cannot be run.
 */
export async function runDecorators(
  decorators: Decorators,
  form: DecoratedForm & { template: string },
): Promise<DecoratedForm> {
  const { list, scaffolder, holder } = decorators;
  const { template, values, secrets } = form;
  const manifest = await scaffolder.getTemplateParameterSchema(template);
  const wanted =
    manifest.formDecorators ?? manifest.EXPERIMENTAL_formDecorators ?? [];
  let decorated: DecoratedForm = { values, secrets };
  if (wanted.length === 0) return decorated;
  const known = await list();
  for (const { id, input } of wanted) {
    const found: unknown = known.find(one => one.id === id);
    if (!isRunnable(found)) {
      throw new Error(
        `The template names the form decorator ${id}, which this portal cannot run; install the plugin that brings it.`,
      );
    }
    const options = { input: input ?? {}, form: decorated, holder };
    decorated = await runOne(found, options);
  }
  return decorated;
}
