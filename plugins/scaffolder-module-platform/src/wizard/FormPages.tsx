/** The list of templates as Backstage has it, and our page for the form of one. */
import { Progress } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import {
  FieldExtensionComponentProps,
  FieldExtensionOptions,
} from '@backstage/plugin-scaffolder-react';
import {
  formFieldsApiRef,
  SecretWidget,
} from '@backstage/plugin-scaffolder-react/alpha';
import {
  FailedState,
  useQuery,
} from '@254carbon/backstage-plugin-platform-react';
import { ReactNode } from 'react';
import { Route, Routes } from 'react-router-dom';
import { TemplateWizard } from './TemplateWizard';

function isField(value: unknown): value is FieldExtensionOptions {
  return (
    typeof value === 'object' &&
    value !== null &&
    'name' in value &&
    'component' in value
  );
}

/** `ui:field: Secret` is the one stock field that is no extension of its own. */
function SecretField(props: FieldExtensionComponentProps<string>) {
  const { name, onChange, schema, required, disabled } = props;
  return (
    <SecretWidget
      name={name}
      onChange={value => onChange(value)}
      schema={schema}
      required={required}
      disabled={disabled}
    />
  );
}

const SECRET: FieldExtensionOptions<string> = {
  name: 'Secret',
  component: SecretField,
};

function Wizard() {
  const formFields = useApi(formFieldsApiRef);
  const { data, error } = useQuery({
    key: 'form-fields',
    load: async () => {
      const loaded: unknown[] = await formFields.loadFormFields();
      return [...loaded.filter(isField), SECRET as FieldExtensionOptions];
    },
  });
  if (error)
    return (
      <FailedState
        title="The fields of the form cannot be read"
        error={error}
      />
    );
  if (!data) return <Progress />;
  return <TemplateWizard extensions={data} />;
}

/** Both pages, below the sub-page of templates. */
export function FormPages(props: { list: ReactNode }) {
  return (
    <Routes>
      <Route path=":namespace/:templateName" element={<Wizard />} />
      <Route path="*" element={<>{props.list}</>} />
    </Routes>
  );
}
