import { goNotFound, metrics } from '../reply';
import type { ServiceCall, SystemAnswers } from '../types';

const schedules = ['daily-full', 'hourly-data-platform'];

/** Seconds since the epoch, read from the Schedule itself. */
function lastBackup(call: ServiceCall, schedule: string): number | undefined {
  const found = call.state.find('Schedule', call.target.namespace, schedule);
  const { lastBackup: told } = (found?.status ?? {}) as { lastBackup?: string };
  return told ? Math.floor(Date.parse(told) / 1000) : undefined;
}

function exposition(call: ServiceCall): Response {
  const lines = schedules.flatMap(schedule => {
    const seconds = lastBackup(call, schedule);
    return seconds === undefined
      ? []
      : [
          `velero_backup_last_successful_timestamp{schedule="${schedule}"} ${seconds.toExponential()}`,
          `velero_backup_last_status{schedule="${schedule}"} 1`,
        ];
  });
  return metrics([
    '# HELP velero_backup_last_successful_timestamp Last time a backup ran successfully, Unix timestamp in seconds',
    '# TYPE velero_backup_last_successful_timestamp gauge',
    ...lines,
  ]);
}

/** Velero has no health endpoint: its metrics are all there is. */
export const velero: SystemAnswers = {
  name: 'Velero',
  services: /^velero/,
  routes: { '/metrics': exposition },
  otherwise: goNotFound,
};
