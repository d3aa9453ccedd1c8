import {
  describeQuota,
  type DataSource,
} from '@254carbon/backstage-plugin-platform-common';
import {
  DataTable,
  EmptyState,
  FailedState,
  Panel,
  StatusPill,
  UnknownState,
  type Column,
} from '@254carbon/backstage-plugin-platform-react';
import { Link } from '@backstage/core-components';
import { EntityRefLink, useEntity } from '@backstage/plugin-catalog-react';
import { Figure, Figures } from '../components/Figure';
import { scheduleInWords } from '../model/scheduleInWords';
import {
  authenticationInWords,
  REDISTRIBUTION_IN_WORDS,
  toDataSourceRow,
} from '../model/toDataSourceRow';
import styles from './DataSourceContent.module.css';

function Terms(props: { declared: DataSource; source: string }) {
  const { declared, source } = props;
  const { authentication, licence } = declared;
  return (
    <Panel title="Terms of use">
      <Figures>
        {declared.quota.map(quota => (
          <Figure
            key={`${quota.limit} ${quota.per}`}
            name="Quota"
            source={`${source}, from ${quota.source}`}
          >
            {describeQuota(quota)}
          </Figure>
        ))}
        {declared.quota.length === 0 ? (
          <Figure name="Quota" source={source}>
            not published
          </Figure>
        ) : null}
        <Figure name="Used today" source="nothing counts requests yet">
          <StatusPill state="unknown" /> not measured
        </Figure>
        <Figure name="Licence" source={`${source}, from ${licence.url}`}>
          <Link to={licence.url}>{licence.name}</Link>,{' '}
          {REDISTRIBUTION_IN_WORDS[licence.redistribution]}
        </Figure>
        <Figure name="Authentication" source={source}>
          {authenticationInWords(declared)}
        </Figure>
        <Figure name="Key" source={source}>
          {authentication.secretName
            ? `Secret ${authentication.secretName}`
            : 'no Secret named'}
          {authentication.environmentVariable
            ? `, as ${authentication.environmentVariable}`
            : ''}
        </Figure>
        <Figure name="Address" source={source}>
          {declared.baseUrl} (<Link to={declared.docsUrl}>documentation</Link>)
        </Figure>
      </Figures>
    </Panel>
  );
}

function Calendar(props: { declared: DataSource; source: string }) {
  const { calendar } = props.declared;
  return (
    <Panel title="Publisher's calendar">
      <Figures>
        <Figure name="When new values come" source={props.source}>
          {calendar.description}
        </Figure>
        <Figure name="Publication times" source={props.source}>
          {calendar.publishTimes.length > 0
            ? calendar.publishTimes.map(time => (
                <div key={time} title={time}>
                  {scheduleInWords(time)}
                </div>
              ))
            : 'none promised'}
          <div>in {calendar.timezone}</div>
        </Figure>
        <Figure name="Newest value" source="nothing asks the source yet">
          <StatusPill state="unknown" /> not measured
        </Figure>
      </Figures>
    </Panel>
  );
}

const SERIES_COLUMNS: readonly Column<DataSource['series'][number]>[] = [
  { title: 'Id', width: 160, cell: ({ id }) => <code>{id}</code> },
  { title: 'What it is', width: 200, cell: ({ title }) => title },
  { title: 'Unit', width: 140, cell: ({ unit }) => unit },
  { title: 'Frequency', width: 100, cell: ({ frequency }) => frequency },
];

function Series(props: { declared: DataSource; source: string }) {
  const { series } = props.declared;
  return (
    <Panel title={`Series (${series.length})`}>
      <DataTable
        label="Series"
        columns={SERIES_COLUMNS}
        rows={series}
        rowKey={({ id }) => id}
        caption={props.source}
        empty={<EmptyState title="No series is declared" />}
      />
    </Panel>
  );
}

function Caveats(props: { declared: DataSource }) {
  const { caveats, errorsInHttp200 } = props.declared;
  return (
    <Panel title="What to mind">
      <ul className={styles.list}>
        {errorsInHttp200 ? (
          <li>
            A reply with status 200 can be an error, so the status alone proves
            nothing.
          </li>
        ) : null}
        {caveats.map(caveat => (
          <li key={caveat}>{caveat}</li>
        ))}
        {!errorsInHttp200 && caveats.length === 0 ? (
          <li>Nothing is declared.</li>
        ) : null}
      </ul>
    </Panel>
  );
}

function Consumers(props: { consumers: string[] }) {
  return (
    <Panel title={`Consumers (${props.consumers.length})`}>
      {props.consumers.length === 0 ? (
        <EmptyState title="Nothing in the catalog reads this source">
          A pipeline that depends on it appears here by itself.
        </EmptyState>
      ) : (
        <ul className={styles.list}>
          {props.consumers.map(ref => (
            <li key={ref}>
              <EntityRefLink entityRef={ref} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

/** Everything declared about the data source whose page this is on, each figure with its source, and what is not measured. */
export function DataSourceContent() {
  const { entity } = useEntity();
  const { declared, problems, source, consumers } = toDataSourceRow(entity);
  if (!declared) {
    return (
      <FailedState
        title={`This data source is wrongly ${source}`}
        error={new Error(problems.join(' '))}
      />
    );
  }
  return (
    <div className={styles.stack}>
      <UnknownState title="Whether this source delivers is not measured yet">
        What follows is declared by us or by the publisher. None of it is an
        observation.
      </UnknownState>
      <Terms declared={declared} source={source} />
      <Calendar declared={declared} source={source} />
      <Series declared={declared} source={source} />
      <Caveats declared={declared} />
      <Consumers consumers={consumers} />
    </div>
  );
}
