import { ConnectorError } from '../errors';
import { examine } from '../run/examine';
import { tableOf } from '../tables';
import type { CliContext } from './openContext';

/**
 * Looks at everything the connector depends on and names the cure of what is not well.
 *
 * @throws ConnectorError `configuration` when anything is not.
 */
export async function doctor(context: CliContext): Promise<void> {
  const { store, sink } = await context.places();
  const findings = await examine({
    declaration: context.declaration,
    ports: context.ports(store),
    secret: context.secret,
    sink,
    tables: context.streams.map(stream => tableOf(stream)),
  });
  for (const finding of findings) {
    context.say('doctor', finding);
  }
  const ill = findings.filter(finding => !finding.ok);
  if (ill.length > 0) {
    throw new ConnectorError(
      'configuration',
      `Not well: ${ill
        .map(finding => finding.check)
        .join(', ')}; do what their cures say.`,
    );
  }
}
