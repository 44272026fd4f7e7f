/** Lines on a grid of 16. */
const shapes = {
  more: 'M8 3v.01M8 8v.01M8 13v.01',
  info: 'M8 7.5v4M8 4.5v.01M14.5 8a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0',
  warning: 'M8 6v3.5M8 11.8v.01M8 1.8 15 14H1Z',
  refresh: 'M13.5 8a5.5 5.5 0 1 1-1.7-4M13.5 1.5V5H10',
  clock: 'M8 4v4.2l2.6 1.6M14.5 8a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0',
  zoomOut: 'M4.5 7h5M10.5 10.5 14.5 14.5M12.5 7a5.5 5.5 0 1 1-11 0 5.5 5.5 0 0 1 11 0',
  earlier: 'M10 3 5 8l5 5',
  later: 'm6 3 5 5-5 5',
  down: 'm3 6 5 5 5-5',
  close: 'm3.5 3.5 9 9M12.5 3.5l-9 9',
  link: 'M9 2.5h4.5V7M13.5 2.5 7 9M6.5 3.5h-4v10h10v-4',
} as const;

/** Decoration: what it means is said by the element around it. */
export function Icon({ name }: { readonly name: keyof typeof shapes }) {
  return (
    <svg className={`icon icon-${name}`} viewBox="0 0 16 16" aria-hidden="true">
      <path d={shapes[name]} />
    </svg>
  );
}
