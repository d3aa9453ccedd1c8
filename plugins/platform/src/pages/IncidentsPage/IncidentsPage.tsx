import {
  Incident,
  IncidentList,
  UnjudgedService,
} from '@254carbon/backstage-plugin-platform-common';
import {
  Announcement,
  Choice,
  EntityTabLink,
  FilterBar,
  Freshness,
  instantsInWords,
  NoMatch,
  PageFrame,
  Panel,
  QueryView,
  StaleNotice,
  StatusPill,
  UpdatesSwitch,
  useEntityTitles,
  useUrlFilters,
} from '@254carbon/backstage-plugin-platform-react';
import { useState } from 'react';
import { DeclarationList } from '../../components/DeclarationList';
import { IncidentItem } from '../../components/IncidentList';
import lists from '../../components/IncidentList/IncidentList.module.css';
import { SYSTEM_TITLES } from '../../graph/groupBySystem';
import {
  useDeclarations,
  useIncidents,
  useServices,
} from '../../hooks/usePlatform';
import { INCIDENTS, standingOf, valuesOf } from './incidentQuestions';
import { NoIncident } from './NoIncident';

const PERMISSION = 'platform.service.read';
const WEEK_MINUTES = 7 * 24 * 60;

function choicesOf(
  incidents: readonly Incident[],
  ownerInWords: (ref: string) => string,
): readonly Choice<'standing' | 'state' | 'system' | 'owner'>[] {
  return [
    {
      filter: 'standing',
      label: 'Standing',
      options: valuesOf(incidents, standingOf),
    },
    {
      filter: 'state',
      label: 'Worst state',
      options: valuesOf(incidents, ({ worst }) => worst),
    },
    {
      filter: 'system',
      label: 'Layer',
      options: valuesOf(
        incidents,
        ({ system }) => system,
        system => SYSTEM_TITLES[system],
      ),
    },
    {
      filter: 'owner',
      label: 'Owner',
      options: valuesOf(incidents, ({ owner }) => owner, ownerInWords),
    },
  ];
}

function Incidents(props: {
  incidents: readonly Incident[];
  /** How many services are known, where that is. */
  known: number | undefined;
  /** Everything that tells of incidents can be read. */
  isWhole: boolean;
  onChanged: (said: string) => void;
}) {
  const { incidents, known, isWhole, onChanged } = props;
  const list = useUrlFilters(INCIDENTS, incidents);
  const ownerInWords = useEntityTitles(
    incidents.flatMap(({ owner }) => owner ?? []),
  );
  if (incidents.length === 0) {
    return <NoIncident known={known} isWhole={isWhole} />;
  }
  return (
    <>
      <FilterBar
        label="Filter the incidents"
        placeholder="service, reason or owner"
        filtering={list}
        choices={choicesOf(incidents, ownerInWords)}
        status={`${list.found.length} of ${list.total} incidents shown`}
      />
      {list.found.length === 0 ? (
        <NoMatch
          title="No incident fits the search and the filters"
          showAll="Show all incidents"
          onShowAll={list.showAll}
        />
      ) : null}
      <ul className={lists.list}>
        {list.found.map(incident => (
          <IncidentItem
            key={`${incident.serviceId} ${incident.since}`}
            incident={incident}
            onChanged={onChanged}
          />
        ))}
      </ul>
    </>
  );
}

function UnjudgedBody(props: { service: UnjudgedService }) {
  const { title, entityRef, summary, since } = props.service;
  return (
    <div className={lists.body}>
      <strong>
        {entityRef ? (
          <EntityTabLink entityRef={entityRef} tab="platform">
            {title}
          </EntityTabLink>
        ) : (
          title
        )}
      </strong>
      : {instantsInWords(summary)}
      <div className={lists.more}>
        {since ? (
          <>
            since <Freshness at={since} />
          </>
        ) : (
          'since when is not known'
        )}
      </div>
    </div>
  );
}

function Unjudged(props: { services: readonly UnjudgedService[] }) {
  if (props.services.length === 0) return null;
  return (
    <Panel title="Nobody can say how these are">
      <ul className={lists.list}>
        {props.services.map(service => (
          <li key={service.serviceId} className={lists.item}>
            <div className={lists.state}>
              <StatusPill state="unknown" stale={service.stale} />
            </div>
            <UnjudgedBody service={service} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Declared(props: {
  titles: ReadonlyMap<string, string>;
  onChanged: (said: string) => void;
}) {
  const query = useDeclarations();
  const { titles, onChanged } = props;
  return (
    <Panel title="Meant to be down, or under maintenance">
      <QueryView query={query} what="what was declared" permission={PERMISSION}>
        {({ declarations }) => (
          <DeclarationList
            declarations={declarations}
            titleOf={id => titles.get(id) ?? id}
            onChanged={said => {
              query.reload();
              onChanged(said);
            }}
          />
        )}
      </QueryView>
    </Panel>
  );
}

function titlesOf(list: IncidentList | undefined): Map<string, string> {
  return new Map(
    [...(list?.unjudged ?? []), ...(list?.incidents ?? [])].map(
      ({ serviceId, title }) => [serviceId, title],
    ),
  );
}

/** What is wrong now and was in the last seven days, and what people say about it. */
export function IncidentsPage() {
  const query = useIncidents(WEEK_MINUTES);
  const { data: services } = useServices();
  const [said, setSaid] = useState('');
  const report = (sentence: string) => {
    setSaid(sentence);
    query.reload();
  };
  return (
    <PageFrame
      title="Incidents"
      lead="Services that are down or degraded, and those that were in the last seven days. Who has seen it, and what is meant to be so, stands beside the state and never changes it."
      actions={<UpdatesSwitch loadedAt={query.loadedAt} />}
    >
      <Announcement>{said}</Announcement>
      <Panel title="Now, and in the last seven days">
        <QueryView
          query={query}
          what="the incidents"
          permission={PERMISSION}
          rows={10}
        >
          {({ incidents, caveats }) => (
            <>
              {caveats.map(caveat => (
                <StaleNotice key={caveat} reason={caveat} />
              ))}
              <Incidents
                incidents={incidents}
                known={services?.services.length}
                isWhole={caveats.length === 0}
                onChanged={report}
              />
            </>
          )}
        </QueryView>
      </Panel>
      <Unjudged services={query.data?.unjudged ?? []} />
      <Declared titles={titlesOf(query.data)} onChanged={report} />
    </PageFrame>
  );
}
