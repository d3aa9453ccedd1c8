import { asObject, asText, JsonObject } from '../kubernetes';
import { degraded, down, healthy, unknown } from './judgements';
import { excerpt, httpProbe, judgeJson, readJson } from './httpProbe';
import { Judgement, Probe } from './types';

function sickComponents(body: JsonObject): string {
  const sick = Object.entries(asObject(body.components)).filter(
    ([, value]) => asObject(value).status !== 'UP',
  );
  return sick
    .map(([name, value]) => `${name} ${asText(asObject(value).status) ?? '?'}`)
    .join(', ');
}

/** What Spring Boot's health document says; `undefined` when it is not one. */
export function judgeActuator(body: JsonObject): Judgement | undefined {
  const status = asText(body.status);
  if (status === 'UP') return healthy('says status UP');
  if (status === 'DOWN' || status === 'OUT_OF_SERVICE') {
    const sick = sickComponents(body);
    return down(`says status ${status}${sick ? `: ${sick}` : ''}`);
  }
  if (status === 'UNKNOWN') return unknown('says status UNKNOWN');
  if (status) return degraded(`says status ${status}`);
  // An application envelope (DolphinScheduler and others) with HTTP 200 around an error.
  if (typeof body.code === 'number' && body.code !== 0)
    return down(
      `answers with error code ${body.code}: ${excerpt(
        asText(body.msg) ?? '',
      )}`,
    );
  return undefined;
}

/** Spring Boot's `/actuator/health`: 200 and 503 both carry the document that counts. */
export function actuatorProbe(options: { port: number; path: string }): Probe {
  return httpProbe({
    ...options,
    good: '200 with "status": "UP"',
    judge: judgeJson(judgeActuator),
    judgeError: answer => judgeActuator(asObject(readJson(answer.body))),
  });
}
