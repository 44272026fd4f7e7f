import { useMutation, useQueryClient } from '@tanstack/react-query';
import { gatewayFor } from '../api/gateway.ts';
import { FaultNote } from '../shell/states.tsx';
import { isRefused } from './queries.ts';
import { readView } from './stats.ts';
import { keepToken, useToken } from './token.ts';

/** Takes the admin token, tries it, and forgets it. */
export function TokenForm() {
  const token = useToken();
  const client = useQueryClient();
  const trial = useMutation({
    mutationFn: (given: string) => gatewayFor(given).breakers(),
    onSuccess(views, given) {
      client.setQueryData(['gateway', 'breakers'], views.map(readView));
      keepToken(given);
    },
  });
  if (token !== undefined) {
    const forget = () => {
      keepToken(undefined);
      client.removeQueries({ queryKey: ['gateway'] });
      trial.reset();
    };
    return (
      <p className="token">
        <span>You can change breakers: the admin token is kept in the memory of this page alone.</span>{' '}
        <button type="button" onClick={forget}>
          Forget the token
        </button>
      </p>
    );
  }
  return (
    <form
      className="token"
      onSubmit={(event) => {
        event.preventDefault();
        const given = new FormData(event.currentTarget).get('token');
        if (typeof given === 'string' && given.trim() !== '') trial.mutate(given.trim());
      }}
    >
      <label>
        Admin token <input name="token" type="password" autoComplete="off" required />
      </label>
      <button type="submit" disabled={trial.isPending}>
        Use it
      </button>
      <span className="quiet">
        With it you change breakers here. It stands in the file admin-token of the state folder, .switchgear by default.
      </span>
      {trial.error && <Refusal error={trial.error} />}
    </form>
  );
}

/** A token that is wrong, or why it could not be tried. */
export function Refusal({ error }: { readonly error: unknown }) {
  if (!isRefused(error)) return <FaultNote error={error} />;
  return (
    <p className="fault" role="alert">
      The gateway refuses this token: it is wrong, or another has taken its place.
    </p>
  );
}
