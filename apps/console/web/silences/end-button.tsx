import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useRef } from 'react';
import { type CurrentSilence, endSilence } from '../api/alertmanager.ts';
import { FaultNote } from '../shell/states.tsx';

/** Ends a silence, after asking once. */
export function EndButton({ silence: { id, comment, mutes } }: { readonly silence: CurrentSilence }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const client = useQueryClient();
  const end = useMutation({
    mutationFn: () => endSilence(id),
    onSuccess: () => client.invalidateQueries({ queryKey: ['silences'] }),
    onSettled: () => client.invalidateQueries({ queryKey: ['delivered'] }),
  });
  const isAsked = end.isPending || end.isSuccess;
  return (
    <>
      <button type="button" onClick={() => dialog.current?.showModal()}>
        End now
      </button>
      <dialog ref={dialog} aria-labelledby={heading} onClose={() => end.reset()}>
        <h2 id={heading}>End this silence?</h2>
        <p>“{comment}”</p>
        <p>{mutes === 0 ? 'It mutes nothing now.' : 'What it mutes is told again, if it still fires.'}</p>
        {end.error && <FaultNote error={end.error} />}
        <p className="actions">
          <button type="button" className="danger" disabled={isAsked} onClick={() => end.mutate()}>
            End it
          </button>
          <button type="button" onClick={() => dialog.current?.close()}>
            Keep it
          </button>
        </p>
      </dialog>
    </>
  );
}
