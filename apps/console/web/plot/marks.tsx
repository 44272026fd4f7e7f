import { useState } from 'react';
import { dateTimeFormat } from '../grafana/data.ts';
import type { Annotation, Interval } from '../panels/props.ts';
import { type Mark, marksOf } from './marks.ts';
import { Tip } from './tip.tsx';

/** CSS pixels of where series are drawn. */
export interface Area {
  readonly left: number;
  readonly width: number;
  readonly bottom: number;
}

interface MarksProps {
  readonly annotations: readonly Annotation[];
  readonly range: Interval;
  readonly area: Area;
  readonly timeZone: string;
}

/** A mark at the axis for what happened; it says more while it is pointed at or has the focus. */
export function Marks({ annotations, range, area, timeZone }: MarksProps) {
  return marksOf(annotations, range, area.width).map((mark) => (
    <MarkButton key={mark.x} mark={mark} area={area} timeZone={timeZone} />
  ));
}

interface MarkButtonProps extends Pick<MarksProps, 'area' | 'timeZone'> {
  readonly mark: Mark;
}

/** As many as fit into a window. */
const mostTold = 8;

function MarkButton({ mark: { x, annotations }, area, timeZone }: MarkButtonProps) {
  const [at, setAt] = useState<{ x: number; y: number }>();
  const show = ({ currentTarget }: { readonly currentTarget: Element }) => {
    const { left, width, top } = currentTarget.getBoundingClientRect();
    setAt({ x: left + width / 2, y: top });
  };
  const hide = () => setAt(undefined);
  const label = annotations.map(({ title }) => title).join(', ');
  return (
    <>
      <button
        type="button"
        className="mark"
        aria-label={`Annotation: ${label}`}
        style={{ left: area.left + x, top: area.bottom, color: annotations[0]?.color }}
        onPointerEnter={show}
        onPointerLeave={hide}
        onFocus={show}
        onBlur={hide}
        onKeyDown={({ key }) => key === 'Escape' && hide()}
      />
      {at && (
        <Tip {...at}>
          {annotations.slice(0, mostTold).map((annotation) => (
            <Told
              key={`${annotation.title} ${annotation.from} ${annotation.text}`}
              {...annotation}
              timeZone={timeZone}
            />
          ))}
          {annotations.length > mostTold && <p>and {annotations.length - mostTold} more</p>}
        </Tip>
      )}
    </>
  );
}

function Told({ title, text, tags, from, to, timeZone }: Annotation & { readonly timeZone: string }) {
  const moment = (time: number) => dateTimeFormat(time, { timeZone });
  return (
    <div className="told">
      <strong>{title}</strong>
      <p>{text}</p>
      {tags.length > 0 && <p className="quiet">{tags.join(', ')}</p>}
      <p className="num">
        {moment(from)} – {moment(to)}
      </p>
    </div>
  );
}
