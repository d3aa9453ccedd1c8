import { stringifyError } from '@backstage/errors';
import { PipelineChangeReport } from '@254carbon/backstage-plugin-platform-common';

/** One part of a change, and how it went. */
export type ReportStep = PipelineChangeReport['steps'][number];

/** Does one part; that it failed is told and not thrown. */
export async function attempt(
  what: ReportStep['what'],
  act: () => Promise<Omit<ReportStep, 'what'>>,
): Promise<ReportStep> {
  try {
    return { what, ...(await act()) };
  } catch (error) {
    return { what, outcome: 'failed', message: stringifyError(error) };
  }
}
