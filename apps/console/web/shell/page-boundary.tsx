import { Component, type ReactNode } from 'react';
import { FaultNote } from './states.tsx';

/** A page that throws shows its fault and leaves the way to the others open. */
export class PageBoundary extends Component<{ readonly children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: undefined };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    if (this.state.error === undefined) return this.props.children;
    return <FaultNote error={this.state.error} retry={() => this.setState({ error: undefined })} />;
  }
}
