export default function BreakersPage() {
  return <h1>Breakers</h1>;
}
