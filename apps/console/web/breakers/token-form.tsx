import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Fault } from '../api/fault.ts';
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
    async mutationFn(given: string) {
      // A browser sends nothing else in a header, and would say that the console does not answer.
      if (!/^[\x21-\x7e]+$/.test(given)) throw new Fault('That is no admin token: it has signs that none has.', '');
      return await gatewayFor(given).breakers();
    },
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
        if (typeof given === 'string') trial.mutate(given.trim());
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
