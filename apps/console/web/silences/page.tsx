export default function SilencesPage() {
  return <h1>Silences</h1>;
}
