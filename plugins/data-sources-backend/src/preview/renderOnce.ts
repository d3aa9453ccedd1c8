import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import { FilledForm } from '@254carbon/backstage-plugin-platform-common';
import { nameOf } from '@254carbon/backstage-plugin-platform-node';
import { Context } from '../context';
import { digestOf } from '../digestOf';
import { renderForm, Rendering } from './renderForm';

/** Renderings that are kept, so that a test read does not render a second time. */
const MOST_KEPT = 20;

/** Renders a form, or gives what was rendered for the same form and person a moment ago. */
export async function renderOnce(
  context: Context,
  form: FilledForm,
  credentials: BackstageCredentials,
): Promise<Rendering> {
  const { rendered, catalog, door, reader } = context;
  const template = await catalog.getEntityByRef(form.template, { credentials });
  if (!template) {
    throw new NotFoundError(
      `There is no template ${form.template} that you may see; choose one from the list of templates.`,
    );
  }
  const { etag = '' } = template.metadata;
  const key = [digestOf(form), nameOf(credentials), etag].join(' ');
  const known = rendered.get(key);
  if (known) return known;
  const { values } = form;
  const made = renderForm({ door, reader, template, values, credentials });
  rendered.set(key, made);
  const [oldest] = rendered.keys();
  if (rendered.size > MOST_KEPT) rendered.delete(oldest);
  // What failed for a reason that may pass is asked again the next time.
  made.catch(() => rendered.delete(key));
  return made;
}
