export default function RunbooksPage({ alert }: { readonly alert: string | undefined }) {
  return <h1>{alert ?? 'Runbooks'}</h1>;
}
