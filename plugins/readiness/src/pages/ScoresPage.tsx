/**
 * Scores of more than one service: every system, owner and domain beside the others, or one of them with its
 * categories, its history, and its services. Which one is in the address.
 */
import { Link } from '@backstage/core-components';
import { ReadinessOverview } from '@254carbon/backstage-plugin-platform-common';
import {
  Panel,
  UnknownState,
} from '@254carbon/backstage-plugin-platform-react';
import { useRoot } from '../components/ReadinessLink';
import { ReadinessView } from '../components/ReadinessView';
import {
  findRollUp,
  RollUpTable,
  rollUpsOf,
  WAYS,
} from '../components/RollUpTable';
import { useAddress } from '../hooks/useAddress';
import { useReport } from '../hooks/useReadiness';
import { useScopeTitles } from '../hooks/useScopeTitles';
import { Notices } from '../panels/Notices';
import { RollUpView } from '../panels/RollUpView';
import { readScope, Scope, scopeInWords } from '../scope';
import { ReadinessFrame } from './ReadinessFrame';
import styles from './pages.module.css';

function Ways(props: { way: string }) {
  const root = useRoot();
  return (
    <nav aria-label="Put services together" className={styles.ways}>
      {WAYS.map(({ id, title }) => (
        <Link
          key={id}
          to={`${root}/scores?by=${id}`}
          aria-current={id === props.way ? 'true' : undefined}
          className={styles.way}
        >
          {title}
        </Link>
      ))}
    </nav>
  );
}

function All(props: { overview: ReadinessOverview; by: string }) {
  const { overview, by } = props;
  const titleOf = useScopeTitles(overview);
  const { id, title } = WAYS.find(known => known.id === by) ?? WAYS[0];
  return (
    <Panel
      title={`Added up ${title.toLowerCase()}`}
      actions={<Ways way={id} />}
    >
      <RollUpTable
        label={`Scores ${title.toLowerCase()}`}
        rollUps={rollUpsOf(overview, id, titleOf)}
      />
    </Panel>
  );
}

function One(props: { overview: ReadinessOverview; of: Scope }) {
  const { overview, of } = props;
  const titleOf = useScopeTitles(overview, of);
  const found = findRollUp(overview, of, titleOf);
  if (!found) {
    return (
      <UnknownState
        title={`There is no score of ${scopeInWords(of, overview, titleOf)}`}
      >
        It has no service that is judged, or nothing has this name.
      </UnknownState>
    );
  }
  return <RollUpView overview={overview} rollUp={found} />;
}

/** Scores by system, owner and domain, or one of them. */
export function ScoresPage() {
  const { values } = useAddress({ scope: '', id: '', by: 'system' });
  const of = readScope(values);
  const query = useReport();
  const isOne = of.scope !== 'platform';
  const titleOf = useScopeTitles(undefined, of);
  const overview = query.data?.state === 'judged' ? query.data : undefined;
  return (
    <ReadinessFrame
      title={
        isOne ? `Readiness of ${scopeInWords(of, overview, titleOf)}` : 'Scores'
      }
      lead="Points are added, never averaged: the points of the services add up to those of the system, the owner and the domain exactly."
      page="/scores"
      loadedAt={query.loadedAt}
    >
      <ReadinessView query={query} what="the scores" rows={10}>
        {judged => (
          <div className={styles.stack}>
            <Notices {...judged} />
            {isOne ? (
              <One overview={judged} of={of} />
            ) : (
              <All overview={judged} by={values.by} />
            )}
          </div>
        )}
      </ReadinessView>
    </ReadinessFrame>
  );
}
