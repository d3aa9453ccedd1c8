/** Where people read what a repository of the portal is, from its clone URL. */
export function readmeOf(cloneUrl: string): string {
  return `${cloneUrl.replace(/\.git$/, '')}/raw/main/README.md`;
}
