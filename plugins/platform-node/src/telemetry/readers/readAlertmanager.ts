import {
  AlertmanagerAlertsAnswer,
  AlertmanagerStatusAnswer,
  ReceiversAnswer,
  SilencesAnswer,
} from '@254carbon/backstage-plugin-platform-common';
import { Asker } from '../createAsker';
import { ReadParts } from '../types';

const STATUS = '/api/v2/status';
const ALERTS = '/api/v2/alerts';
const SILENCES = '/api/v2/silences';
const RECEIVERS = '/api/v2/receivers';

/** Reads an Alertmanager by its API v2. */
export async function readAlertmanager(
  asker: Asker,
): Promise<ReadParts<'alertmanager'>> {
  return {
    status: await asker.part(STATUS, () =>
      asker.json(STATUS, AlertmanagerStatusAnswer),
    ),
    alerts: await asker.part(ALERTS, () =>
      asker.json(ALERTS, AlertmanagerAlertsAnswer),
    ),
    silences: await asker.part(SILENCES, () =>
      asker.json(SILENCES, SilencesAnswer),
    ),
    receivers: await asker.part(RECEIVERS, () =>
      asker.json(RECEIVERS, ReceiversAnswer),
    ),
  };
}
