import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useLocation } from 'wouter';
import { createSilence, previewSilence } from '../api/alertmanager.ts';
import { toFault } from '../api/fault.ts';
import { FaultNote } from '../shell/states.tsx';
import { DurationChoice } from './duration-choice.tsx';
import { Matched } from './matched.tsx';
import { Meaning } from './meaning.tsx';
import './silences.css';

/** Asks what to silence, for how long and why, and shows what that means before it is done. */
export function SilenceForm({ initial }: { readonly initial: string }) {
  const [filter, setFilter] = useState(initial);
  const [duration, setDuration] = useState('1h');
  const [reason, setReason] = useState('');
  const [, navigate] = useLocation();
  const client = useQueryClient();
  const [filterId, meaningId, reasonId] = [useId(), useId(), useId()];
  const isEmpty = filter.trim() === '';
  const preview = useQuery({
    queryKey: ['preview', filter],
    queryFn: ({ signal }) => previewSilence(filter, signal),
    enabled: !isEmpty,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const create = useMutation({
    mutationFn: createSilence,
    async onSuccess({ id }) {
      await client.invalidateQueries({ queryKey: ['silences'] });
      navigate(`/silences?${new URLSearchParams({ created: id })}`);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate({ filter, duration, reason });
  };
  return (
    <form className="silence-form" onSubmit={submit}>
      <label htmlFor={filterId}>What</label>
      <textarea
        id={filterId}
        required
        rows={2}
        spellCheck={false}
        value={filter}
        placeholder={'{alertname="…",provider="…"}'}
        aria-invalid={!isEmpty && preview.isError}
        aria-describedby={meaningId}
        onChange={({ target }) => setFilter(target.value)}
      />
      <div id={meaningId} aria-live="polite">
        {isEmpty && (
          <p className="quiet">
            Conditions on labels, all of which an alert has to meet: with =, !=, =~ or !~ and commas between. The button
            Silence of an alert fills this in.
          </p>
        )}
        {!isEmpty && preview.error && <p className="fault">{toFault(preview.error).message}</p>}
        {!isEmpty && !preview.error && preview.data && (
          <Meaning preview={preview.data} replace={(from, to) => setFilter(filter.replaceAll(from, to))} />
        )}
      </div>
      {!isEmpty && !preview.error && preview.data && <Matched matchers={preview.data.matchers} />}
      <DurationChoice value={duration} onChange={setDuration} />
      <label htmlFor={reasonId}>Reason</label>
      <input
        id={reasonId}
        required
        maxLength={500}
        value={reason}
        placeholder="for those who wonder where the alert is"
        onChange={({ target }) => setReason(target.value)}
      />
      {create.error && <FaultNote error={create.error} />}
      <button type="submit" className="primary" disabled={create.isPending}>
        Silence
      </button>
    </form>
  );
}
