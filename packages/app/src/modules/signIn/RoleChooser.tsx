import styles from './RoleChooser.module.css';

/** An account that development offers to sign in with. */
export interface RoleAccount {
  name: string;
  title: string;
  description: string;
}

/** Offers the role accounts, each with what one can do with it. */
export function RoleChooser(props: {
  accounts: RoleAccount[];
  onChoose: (name: string) => void;
}) {
  return (
    <main className={styles.page}>
      <div className={styles.lead}>
        <h1>254Carbon developer portal</h1>
        <p>
          This portal runs on your own machine and has no identity provider, so
          it offers role accounts. Choose what you want to be.
        </p>
      </div>
      <ul className={styles.accounts}>
        {props.accounts.map(account => (
          <li key={account.name}>
            <button
              type="button"
              className={styles.account}
              onClick={() => props.onChoose(account.name)}
            >
              <span className={styles.title}>
                Enter as {account.title.toLocaleLowerCase('en')}
              </span>
              <span className={styles.description}>{account.description}</span>
            </button>
          </li>
        ))}
      </ul>
    </main>
  );
}
