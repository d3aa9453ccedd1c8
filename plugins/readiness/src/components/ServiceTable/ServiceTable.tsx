import { useSearchParams } from 'react-router-dom';
import { SearchField, Select } from '@backstage/ui';
import {
  percentOf,
  RULE_LEVELS,
  ServiceScore,
  SYSTEMS,
} from '@254carbon/backstage-plugin-platform-common';
import {
  EmptyState,
  ScoreRange,
} from '@254carbon/backstage-plugin-platform-react';
import { levelInWords, pointsInWords, systemInWords } from '../../words';
import { ServiceLink } from '../ServiceLink';
import { filterServices, ServiceFilter } from './filterServices';
import styles from './ServiceTable.module.css';

const ANY = 'any';

/** Filters kept in the address, so that a view can be sent to somebody. */
function useServiceFilter() {
  const [params, setParams] = useSearchParams();
  const filter: ServiceFilter = {
    search: params.get('search') ?? '',
    system: params.get('system') ?? '',
    level: params.get('level') ?? '',
  };
  const set = (key: keyof ServiceFilter, value: string) =>
    setParams(
      before => {
        const after = new URLSearchParams(before);
        if (value && value !== ANY) after.set(key, value);
        else after.delete(key);
        return after;
      },
      { replace: true },
    );
  return { filter, set };
}

function Filters(props: ReturnType<typeof useServiceFilter>) {
  const { filter, set } = props;
  const systems = SYSTEMS.map(id => ({ id, label: systemInWords(id) }));
  const levels = (['none', ...RULE_LEVELS] as const).map(id => ({
    id,
    label: levelInWords(id),
  }));
  return (
    <div className={styles.filters} role="search" aria-label="Filter services">
      <SearchField
        label="Search"
        size="small"
        placeholder="Name or owner"
        value={filter.search}
        onChange={value => set('search', value)}
      />
      <Select
        label="System"
        options={[{ id: ANY, label: 'All systems' }, ...systems]}
        value={filter.system || ANY}
        onChange={value => set('system', String(value ?? ANY))}
      />
      <Select
        label="Level"
        options={[{ id: ANY, label: 'All levels' }, ...levels]}
        value={filter.level || ANY}
        onChange={value => set('level', String(value ?? ANY))}
      />
    </div>
  );
}

function Row(props: { service: ServiceScore }) {
  const { service } = props;
  const { points, counts } = service;
  return (
    <tr>
      <th scope="row">
        <ServiceLink entityRef={service.entityRef} title={service.title} />
      </th>
      <td>{systemInWords(service.system)}</td>
      <td className={styles.score} title={pointsInWords(points)}>
        <ScoreRange label={service.title} score={percentOf(points)} />
      </td>
      <td>{levelInWords(service.level)}</td>
      <td className={styles.number}>{counts.fail}</td>
      <td className={styles.number}>{counts.unknown}</td>
    </tr>
  );
}

/** Services with their scores, the worst first; filters are kept in the address. */
export function ServiceTable(props: { services: ServiceScore[] }) {
  const { services } = props;
  const state = useServiceFilter();
  const shown = filterServices(services, state.filter);
  return (
    <>
      <Filters {...state} />
      <p role="status" className={styles.note}>
        {shown.length === services.length
          ? `${services.length} services, the worst first`
          : `${shown.length} of ${services.length} services, the worst first`}
      </p>
      {shown.length === 0 ? (
        <EmptyState title="No service matches">
          Change the search, the system or the level.
        </EmptyState>
      ) : (
        <div className={styles.scroll}>
          <table className={styles.table} aria-label="Services by score">
            <thead>
              <tr>
                <th scope="col">Service</th>
                <th scope="col">System</th>
                <th scope="col">Score</th>
                <th scope="col">Level</th>
                <th scope="col">Failing</th>
                <th scope="col">Unknown</th>
              </tr>
            </thead>
            <tbody>
              {shown.map(service => (
                <Row key={service.serviceId} service={service} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
