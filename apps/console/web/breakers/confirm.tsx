import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { gatewayFor } from '../api/gateway.ts';
import { applyChange, type Change, describeChange } from './change.ts';
import { useToken } from './token.ts';
import { Refusal } from './token-form.tsx';

interface ConfirmProps {
  readonly change: Change;
  readonly onClose: () => void;
}

/** Says what exactly will happen, asks once, and shows what the gateway answers. */
export function Confirm({ change, onClose }: ConfirmProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const token = useToken();
  const client = useQueryClient();
  const doing = useMutation({
    mutationFn: () => applyChange(change, gatewayFor(token ?? '')),
    // Of several keys some may have been changed before one failed.
    onSettled: () => client.invalidateQueries({ queryKey: ['gateway'] }),
  });
  useEffect(() => dialog.current?.showModal(), []);
  const { title, effects, button } = describeChange(change);
  const close = () => dialog.current?.close();
  return (
    <dialog ref={dialog} className="confirm" aria-labelledby="confirm-title" onClose={onClose}>
      <h2 id="confirm-title">{title}</h2>
      <ul>
        {effects.map((effect) => (
          <li key={effect}>{effect}</li>
        ))}
      </ul>
      {doing.error && <Refusal error={doing.error} />}
      {doing.data !== undefined && <p role="status">{doing.data}</p>}
      <p className="buttons">
        {doing.data === undefined && (
          <button type="button" className="primary" disabled={doing.isPending} onClick={() => doing.mutate()}>
            {doing.isPending ? 'Working…' : button}
          </button>
        )}
        <button type="button" onClick={close}>
          {doing.data === undefined ? 'Cancel' : 'Close'}
        </button>
      </p>
    </dialog>
  );
}
