import { asText, JsonObject } from '../kubernetes';
import { degraded, down, healthy } from './judgements';
import { Judgement } from './types';

/**
 * What Elasticsearch and OpenSearch say of their cluster: green and yellow serve everything (yellow
 * lacks replicas), red lacks data. `undefined` when the document is something else.
 */
export function judgeClusterStatus(body: JsonObject): Judgement | undefined {
  const status = asText(body.status);
  if (status === 'green' || status === 'yellow')
    return body.timed_out === true
      ? degraded(`says status ${status}, but timed out`)
      : healthy(`says status ${status}`);
  return status === 'red'
    ? down('says status red: data is missing')
    : undefined;
}
