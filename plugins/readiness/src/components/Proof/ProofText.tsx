import { Link } from '@backstage/core-components';

/** A proof as people record it: a link when it is an address of the web, else its words. */
export function ProofText(props: { proof: string }) {
  const { proof } = props;
  if (!/^https?:\/\/\S+$/.test(proof)) return <>{proof}</>;
  return (
    <Link to={proof} underline="always">
      {proof}
    </Link>
  );
}
