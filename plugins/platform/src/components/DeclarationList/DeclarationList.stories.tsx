import { DeclarationList } from '.';

export default {
  title: 'Platform/DeclarationList',
  component: DeclarationList,
};

export const None = {
  render: () => (
    <DeclarationList
      declarations={[]}
      titleOf={id => id}
      onChanged={() => {}}
    />
  ),
};
