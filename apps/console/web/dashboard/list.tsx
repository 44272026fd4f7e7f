export default function DashboardsPage() {
  return <h1>Dashboards</h1>;
}
