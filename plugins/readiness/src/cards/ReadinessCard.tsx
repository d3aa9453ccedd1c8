import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  percentOf,
  ServiceReadiness,
} from '@254carbon/backstage-plugin-platform-common';
import {
  Freshness,
  Panel,
  ScoreRange,
} from '@254carbon/backstage-plugin-platform-react';
import { ReadinessView } from '../components/ReadinessView';
import { ServiceLink } from '../components/ServiceLink';
import { useServiceReadiness } from '../hooks/useReadiness';
import { serviceIdOf } from '../isJudged';
import { levelInWords, rangeInWords } from '../words';
import styles from '../pages/pages.module.css';

function Summary(props: { readiness: ServiceReadiness; entityRef: string }) {
  const { report, judgedAt } = props.readiness;
  const { counts, level, points, plain, title, expectedDown } = report;
  return (
    <>
      <ScoreRange label={`Readiness of ${title}`} score={percentOf(points)} />
      <p className={styles.note}>
        {expectedDown
          ? 'Expected down, so its points are set aside. '
          : `${levelInWords(level)}. `}
        {counts.fail} failing, {counts.unknown} unknown, {counts.exempt} set
        aside, {counts.pass} passing.{' '}
        {rangeInWords(plain) === rangeInWords(points)
          ? ''
          : `With nothing set aside ${rangeInWords(plain)}. `}
        Judged <Freshness at={judgedAt} />.{' '}
        <ServiceLink entityRef={props.entityRef} title="Show the evidence" />
      </p>
    </>
  );
}

/** The score of a service in two lines, with the way to its evidence. */
export function ReadinessCard() {
  const { entity } = useEntity();
  const query = useServiceReadiness(serviceIdOf(entity));
  return (
    <Panel title="Readiness">
      <ReadinessView
        query={query}
        what="the readiness of this service"
        missing="This service is not judged"
        rows={2}
      >
        {readiness => (
          <Summary
            readiness={readiness}
            entityRef={stringifyEntityRef(entity)}
          />
        )}
      </ReadinessView>
    </Panel>
  );
}
