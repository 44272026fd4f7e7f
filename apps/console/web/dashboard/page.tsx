export default function DashboardPage({ uid }: { readonly uid: string }) {
  return <h1>{uid}</h1>;
}
