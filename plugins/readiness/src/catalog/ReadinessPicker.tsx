import { useEffect, useState } from 'react';
import { parseEntityRef } from '@backstage/catalog-model';
import {
  DefaultEntityFilters,
  useEntityList,
} from '@backstage/plugin-catalog-react';
import { RULE_LEVELS } from '@254carbon/backstage-plugin-platform-common';
import { Select } from '@backstage/ui';
import { levelInWords } from '../words';
import { CatalogScores, KnownScores, useCatalogScores } from './CatalogScores';
import { ReadinessFilter } from './ReadinessFilter';
import styles from './ReadinessPicker.module.css';

type Filters = DefaultEntityFilters & { readiness?: ReadinessFilter };

const ALL = 'all';
const LEVELS = ['none', ...RULE_LEVELS] as const;
const OPTIONS = [
  { value: ALL, label: 'All' },
  ...LEVELS.map(value => ({ value, label: levelInWords(value) })),
];

function levelIn(parameter: string | string[] | undefined): string {
  const [value] = [parameter].flat();
  return LEVELS.find(level => level === value) ?? ALL;
}

/** Names of the entities whose service has reached a level and no higher. */
function namesAt(level: string, known: KnownScores): string[] {
  return [...(known.byRef?.values() ?? [])]
    .filter(service => service.level === level)
    .map(({ entityRef }) => parseEntityRef(entityRef).name);
}

function LevelPicker(props: { known: KnownScores }) {
  const { known } = props;
  const { updateFilters, queryParameters } = useEntityList<Filters>();
  const [level, setLevel] = useState(() => levelIn(queryParameters.readiness));
  const isKnown = known.byRef !== undefined;
  useEffect(() => {
    // Until scores are known nothing would be found, which would look like an answer.
    if (level !== ALL && !isKnown) return;
    updateFilters({
      readiness:
        level === ALL
          ? undefined
          : new ReadinessFilter([level], namesAt(level, known)),
    });
  }, [level, isKnown, known, updateFilters]);
  return (
    <div className={styles.picker}>
      <Select
        label="Readiness"
        options={OPTIONS}
        value={level}
        isDisabled={!isKnown}
        description={known.reason}
        onChange={value => setLevel(String(value))}
      />
    </div>
  );
}

function KnownPicker() {
  return <LevelPicker known={useCatalogScores() ?? {}} />;
}

/** A filter of the catalog's list: services that have reached a level. It stands in the address, like the others. */
export function ReadinessPicker() {
  const known = useCatalogScores();
  return known ? (
    <KnownPicker />
  ) : (
    <CatalogScores>
      <KnownPicker />
    </CatalogScores>
  );
}
