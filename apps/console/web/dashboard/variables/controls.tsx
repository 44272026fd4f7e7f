import './variables.css';
import { Mark } from '../mark.tsx';
import type { Scene } from '../scene.ts';
import { ChoiceControl } from './choice.tsx';
import type { Variable } from './variable.ts';

/** A control for each variable that the dashboard shows. */
export function VariableControls({ variables, change }: Pick<Scene, 'variables' | 'change'>) {
  const shown = variables.filter(({ model }) => model.hide !== 2 && model.type !== 'constant');
  return shown.map((variable) => (
    <Control
      key={variable.name}
      variable={variable}
      choose={(value) => change({ [`var-${variable.name}`]: value.length === 0 ? '' : value })}
    />
  ));
}

interface ControlProps {
  readonly variable: Variable;
  readonly choose: (value: readonly string[]) => void;
}

function Control({ variable, choose }: ControlProps) {
  const { name, model, value, fault } = variable;
  const label = model.label || name;
  return (
    <div className="variable">
      <span className={model.hide === 1 ? 'hidden' : 'label'} title={model.description || undefined}>
        {label}
      </span>
      {model.type === 'textbox' ? (
        <input
          key={value[0]}
          aria-label={label}
          defaultValue={value[0]}
          onBlur={({ target }) => target.value !== value[0] && choose([target.value])}
          onKeyDown={({ key, currentTarget }) => key === 'Enter' && currentTarget.blur()}
        />
      ) : (
        <ChoiceControl label={label} variable={variable} choose={choose} />
      )}
      {fault !== undefined && <Mark label={`What is wrong with ${label}`} text={fault} />}
    </div>
  );
}
